package org.octane.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A step of the plan on its nodes, as {@link Stages} runs it on a {@link ScriptWorld}.
 *
 * @param atOnce its nodes need each other: all at the same time
 * @param with variables of its own
 */
record Leg(String stage, String script, List<Integer> nodes, boolean atOnce, Map<String, String> with) {

    static final int MASTER = 0;
    private static final List<Integer> FIRST = List.of(1);
    private static final List<Integer> SECOND = List.of(2);
    private static final List<Integer> ORIGINALS = List.of(1, 2, 3);
    private static final List<Integer> COMPUTES = List.of(4, 5, 6);
    private static final List<Integer> SEED = List.of(10);
    private static final List<Integer> SEEDS = List.of(10, 11, 12);
    static final List<String> DATABASES = List.of("keystone", "nova", "heat", "glance", "neutron", "cinder");

    static final List<Leg> PREPARE = List.of(
            remember(List.of(MASTER), "master", "files", "/etc/puppet /etc/rabbitmq"),
            of("prepare", "room-on-disk", List.of(MASTER)).with("ROOM_MIB", "1"),
            of("prepare", "packages", List.of(MASTER)).with("PACKAGES", "util-linux tar"),
            of("prepare", "keys-directory", List.of(MASTER)),
            of("prepare", "patches", List.of(MASTER)),
            of("prepare", "astute-broker", List.of(MASTER)));

    /** Without what Nailgun and Astute do: the seed's controllers are there before. */
    static final List<Leg> ENV = List.of(
            remember(ORIGINALS, "original", "files services cloud", "/etc/haproxy /etc/network /etc/ceph"),
            of("upgrade-env", "copy-keys", List.of(MASTER)),
            of("upgrade-env", "prove-isolation", SEEDS),
            of("upgrade-env", "prove-originals-answer", ORIGINALS));

    static final Leg STOP_SERVICES = of("upgrade-db", "stop-services", SEEDS);
    static final List<Leg> CLOSING = List.of(
            of("upgrade-db", "api-answers", FIRST),
            of("upgrade-db", "maintenance-page", ORIGINALS),
            of("upgrade-db", "maintenance-on", FIRST));
    static final List<Leg> MAINTENANCE = joined(
            List.of(
                    remember(ORIGINALS, "control", "files services cloud", "/etc/haproxy /etc/network /etc/ceph"),
                    of("upgrade-db", "stop-cluster-services", SEED),
                    STOP_SERVICES),
            CLOSING);
    static final List<Leg> DUMP =
            List.of(of("upgrade-db", "dump-databases", FIRST), copy(SEED, "databases.sql.gz databases.rows"));
    static final List<Leg> RESTORE = joined(
            List.of(of("upgrade-db", "restore-databases", SEED)),
            DATABASES.stream()
                    .map(name -> of("upgrade-db", "migrate-database", SEED).with("DATABASE", name))
                    .toList());
    static final List<Leg> DB = joined(MAINTENANCE, DUMP, RESTORE);

    /** The end of the stage, by which nobody can begin it anew. */
    static final List<Leg> DROP = List.of(of("upgrade-db", "drop-dump", List.of(1, 10)));

    static final List<Leg> PACK = List.of(
            of("upgrade-ceph", "noout", FIRST),
            of("upgrade-ceph", "stop-monitor", ORIGINALS).together(),
            of("upgrade-ceph", "pack-monitor-store", FIRST),
            copy(SEEDS, "monitor.tar.gz"));
    static final List<Leg> INSTALL =
            List.of(of("upgrade-ceph", "install-monitor", SEEDS).together());
    static final List<Leg> MONITORS =
            List.of(of("upgrade-ceph", "start-monitor", SEEDS).together(), of("upgrade-ceph", "bootstrap-osd", SEED));
    static final List<Leg> CEPH = joined(PACK, INSTALL, MONITORS);

    static final List<Leg> SWITCH = List.of(
            of("upgrade-control", "pin-level", SEEDS).with("LEVEL", "original"),
            of("upgrade-control", "stop-original-services", ORIGINALS),
            of("upgrade-control", "stop-original-cluster", ORIGINALS).together(),
            of("upgrade-control", "cut-original", ORIGINALS),
            of("upgrade-control", "connect-seed", SEEDS),
            of("upgrade-control", "start-seed-cluster", SEEDS),
            of("upgrade-control", "start-cluster-services", SEED),
            of("upgrade-control", "start-services", SEEDS),
            of("upgrade-control", "vips-answer", SEED));
    static final List<Leg> CONTROL = joined(
            SWITCH,
            List.of(
                    of("upgrade-control", "noout-off", SEED),
                    of("upgrade-control", "upgrade-compute-control", COMPUTES),
                    of("upgrade-control", "computes-up", SEED),
                    of("upgrade-control", "pin-level", SEEDS).with("LEVEL", "release"),
                    of("upgrade-control", "pin-level", COMPUTES).with("LEVEL", "release")));

    /** Without installing any node: what is asked and ordered around it. */
    static final List<Leg> NODES = List.of(
            of("upgrade-node", "remember-vms", SEED),
            of("upgrade-node", "set-noout", SEED),
            of("upgrade-node", "release-osds", SEED).with("SUBJECTS", "node-7"),
            of("upgrade-node", "evacuate", SEED).with("SUBJECT", "node-4"),
            of("upgrade-node", "stop-vms", SEED).with("SUBJECT", "node-5").and("LIVE_MIGRATION", "false"),
            of("upgrade-node", "start-vms", SEED).with("SUBJECT", "node-5"),
            of("upgrade-node", "enable-compute", SEED).with("SUBJECT", "node-4"),
            of("upgrade-node", "prove-compute", SEED).with("SUBJECT", "node-4"),
            of("upgrade-node", "prove-osds", SEED).with("SUBJECT", "node-7"),
            of("upgrade-node", "unset-noout", SEED),
            of("upgrade-node", "pin-rpc-level", List.of(5)).with("LEVEL", "release"),
            of("cleanup-env", "unpin-rpc-level", SEED),
            of("cleanup-env", "delete-stale-services", SEED),
            of("cleanup-env", "prove-cloud", SEED));

    static final List<Leg> CLEANUP = List.of(
            of("cleanup-fuel", "restore-broker", List.of(MASTER)),
            of("cleanup-fuel", "revert-patches", List.of(MASTER)),
            of("cleanup-fuel", "remove-leftovers", List.of(MASTER)));

    static final List<Leg> LOOKS = List.of(
            look("ceph-health", 1),
            look("ceph-pools", 1).and("BATCHES", "node-7;node-8"),
            look("computes", 1),
            look("databases", 1),
            look("instances", 1),
            look("memory", 1),
            look("room", 1),
            look("erasable", 1),
            look("leaving", 1).and("SUBJECTS", "node-4 node-7"),
            look("versions", 1));

    /** What an upgrade in place has of its own: node 1 leaves, and is as it was left. */
    static final List<Leg> IN_PLACE = List.of(
            of("close-api", "count-databases", SECOND),
            of("close-api", "count-databases", SECOND).with("AGAIN", "yes"),
            of("close-api", "count-databases", FIRST),
            of("upgrade-data", "prove-databases", FIRST),
            of("switch-control", "count-messages", SECOND)
                    .with("MESSAGES_GRACE", "2")
                    .and("SETTLED", "1"),
            of("upgrade-controllers", "prove-controllers", SECOND).with("SIDE", "original"),
            of("upgrade-primary", "leave-cluster", FIRST));

    /** What an update has of its own, on a node whose deployment has named the repositories of a maintenance release. */
    static final List<Leg> UPDATE = List.of(update("remember-node"), update("update-packages"), update("prove-node"));

    /** On a prepared master: what the simulated seed has from the beginning, and what is asked of the master. */
    static final List<Leg> PREPARED = List.of(
            of("upgrade-env", "isolate-controllers", List.of(11)),
            of("upgrade-node", "prove-patches", List.of(MASTER)),
            look("plugin-tasks", MASTER).and("FOLDER", "log_keeper-1.2"),
            look("astute", MASTER));

    private static final List<Leg> ALL =
            joined(PREPARE, ENV, DB, DROP, CEPH, CONTROL, NODES, CLEANUP, IN_PLACE, UPDATE, PREPARED);

    @SafeVarargs
    @SuppressWarnings("varargs")
    static List<Leg> joined(List<Leg>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    private static Leg of(String stage, String script, List<Integer> nodes) {
        return new Leg(stage, script, nodes, false, Map.of());
    }

    private static Leg remember(List<Integer> nodes, String what, String look, String folders) {
        return new Leg("state", "remember", nodes, false, Map.of("WHAT", what, "LOOK", look, "FOLDERS", folders));
    }

    /** Its undo is a script; the copy itself is made over SSH. */
    private static Leg copy(List<Integer> nodes, String files) {
        return of("upgrade-db", "drop-copies", nodes).with("FILES", files);
    }

    private static Leg update(String script) {
        return of("update-nodes", script, List.of(4))
                .with("TARGET_VERSION", UpdatedNode.RELEASE)
                .and("RELEASE_REPOSITORIES", UpdatedNode.REPOSITORY);
    }

    private static Leg look(String script, int node) {
        return of("preflight", script, List.of(node)).with("LOOK_ONLY", "yes");
    }

    private Leg with(String name, String value) {
        return new Leg(stage, script, nodes, atOnce, Map.of(name, value));
    }

    private Leg and(String name, String value) {
        var all = new TreeMap<>(with);
        all.put(name, value);
        return new Leg(stage, script, nodes, atOnce, all);
    }

    private Leg together() {
        return new Leg(stage, script, nodes, true, with);
    }

    boolean isCopy() {
        return script.equals("drop-copies");
    }

    /** A pre-flight check: there is nothing to act or to undo. */
    boolean isLook() {
        return stage.equals("preflight");
    }

    /** There is another that does the same. */
    boolean isOneOfMany() {
        return script.equals("migrate-database") && !with.containsValue("nova");
    }

    /** As the engine numbers them: in the order they run. */
    String number() {
        return Integer.toString(1 + ALL.indexOf(this));
    }

    @Override
    public String toString() {
        return script + (with.isEmpty() ? "" : " " + with.values().iterator().next());
    }
}
