package org.octane.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of upgrade-db, upgrade-ceph and upgrade-control in the order of the plan, run on a {@link ScriptWorld}. */
final class Stages {

    static final List<String> DATABASES = List.of("keystone", "nova", "heat", "glance", "neutron", "cinder");
    private static final List<Integer> ORIGINALS = List.of(1, 2, 3);
    private static final List<Integer> SEEDS = List.of(10, 11, 12);
    private static final List<Integer> COMPUTES = List.of(4, 5, 6);
    private static final String DB = "upgrade-db";
    private static final String CEPH = "upgrade-ceph";
    private static final String CONTROL = "upgrade-control";

    private final ScriptWorld world;
    private List<Long> kills = List.of();

    Stages(ScriptWorld world) {
        this.world = world;
    }

    /** From now on each act is killed after these milliseconds, one after the other, before it may run to its end. */
    void interrupted(List<Long> millis) {
        kills = millis;
    }

    private Map<String, String> step(String stage, String script, int node, Map<String, String> with) {
        for (var millis : kills) {
            world.killed(stage, script, "act", node, with, millis);
        }
        return world.step(stage, script, node, with);
    }

    private Map<String, String> step(String stage, String script, List<Integer> nodes) {
        var results = new HashMap<String, String>();
        nodes.forEach(node -> results.putAll(step(stage, script, node, Map.of())));
        return results;
    }

    void maintenance() {
        step(DB, "api-answers", List.of(1));
        step(DB, "maintenance-page", ORIGINALS);
        step(DB, "maintenance-on", List.of(1));
        step(DB, "stop-cluster-services", List.of(10));
        step(DB, "stop-services", SEEDS);
    }

    /** The dump, and its copy on the seed. */
    Map<String, String> dump() {
        var dump = step(DB, "dump-databases", 1, Map.of());
        world.copyFile(1, 10, "databases.sql.gz", "databases.rows");
        return dump;
    }

    Map<String, String> databases() {
        maintenance();
        return restored(dump());
    }

    Map<String, String> restored(Map<String, String> dump) {
        var proof = step(DB, "restore-databases", 10, Map.of("SHA256", dump.get("sha256")));
        for (var database : DATABASES) {
            step(DB, "migrate-database", 10, Map.of("DATABASE", database));
        }
        return proof;
    }

    void undoDatabases() {
        for (int i = DATABASES.size() - 1; i >= 0; i--) {
            undo(DB, "migrate-database", 10, Map.of("DATABASE", DATABASES.get(i)));
        }
        undo(DB, "restore-databases", 10, Map.of("SHA256", ""));
        undo(DB, "drop-copies", 10, Map.of("FILES", "databases.sql.gz databases.rows"));
        undo(DB, "dump-databases", List.of(1));
        undo(DB, "stop-services", SEEDS);
        undo(DB, "stop-cluster-services", List.of(10));
        undo(DB, "maintenance-on", List.of(1));
        undo(DB, "maintenance-page", ORIGINALS);
        undo(DB, "api-answers", List.of(1));
    }

    /** What the monitors' steps are told of the cluster. */
    Map<String, String> packedMonitors() {
        var noout = step(CEPH, "noout", List.of(1));
        step(CEPH, "stop-monitor", ORIGINALS);
        var pack = step(CEPH, "pack-monitor-store", List.of(1));
        SEEDS.forEach(seed -> world.copyFile(1, seed, "monitor.tar.gz"));
        return Map.of(
                "SHA256", pack.get("sha256"),
                "FSID", noout.get("fsid"),
                "OSDS", noout.get("osds"),
                "NOOUT_BY", noout.get("set_by"));
    }

    Map<String, String> monitors() {
        var with = packedMonitors();
        installMonitors(with);
        return startMonitors(with);
    }

    void installMonitors(Map<String, String> with) {
        SEEDS.forEach(seed -> step(CEPH, "install-monitor", seed, with));
    }

    Map<String, String> startMonitors(Map<String, String> with) {
        var starts = SEEDS.stream()
                .map(seed -> new Thread(() -> world.run(CEPH, "start-monitor", "act", seed, with)))
                .toList();
        starts.forEach(Thread::start);
        starts.forEach(Stages::join);
        var proof = new HashMap<String, String>();
        SEEDS.forEach(seed -> proof.putAll(
                world.run(CEPH, "start-monitor", "verify", seed, with).results()));
        step(CEPH, "bootstrap-osd", List.of(10));
        return proof;
    }

    void undoMonitors() {
        undo(CEPH, "bootstrap-osd", List.of(10));
        for (var script : List.of("start-monitor", "install-monitor")) {
            undo(CEPH, script, SEEDS);
        }
        SEEDS.forEach(seed -> undo(DB, "drop-copies", seed, Map.of("FILES", "monitor.tar.gz")));
        undo(CEPH, "pack-monitor-store", List.of(1));
        var starts = ORIGINALS.stream()
                .map(node -> new Thread(() -> undo(CEPH, "stop-monitor", node, Map.of())))
                .toList();
        starts.forEach(Thread::start);
        starts.forEach(Stages::join);
        undo(CEPH, "noout", List.of(1));
    }

    /** Until the API answers from the seed. */
    Map<String, String> switched() {
        pin("original", SEEDS);
        step(CONTROL, "stop-original-services", ORIGINALS);
        step(CONTROL, "stop-original-cluster", ORIGINALS);
        step(CONTROL, "cut-original", ORIGINALS);
        var proof = new HashMap<>(step(CONTROL, "connect-seed", SEEDS));
        step(CONTROL, "start-seed-cluster", SEEDS);
        step(CONTROL, "start-cluster-services", List.of(10));
        step(CONTROL, "start-services", SEEDS);
        proof.putAll(step(CONTROL, "vips-answer", List.of(10)));
        return proof;
    }

    Map<String, String> control() {
        var proof = switched();
        step(CONTROL, "noout-off", List.of(10));
        step(CONTROL, "upgrade-compute-control", COMPUTES);
        proof.putAll(step(CONTROL, "computes-up", List.of(10)));
        pin("release", SEEDS);
        pin("release", COMPUTES);
        return proof;
    }

    private void pin(String level, List<Integer> nodes) {
        nodes.forEach(node -> step(CONTROL, "pin-level", node, Map.of("LEVEL", level)));
    }

    void undoControl() {
        for (var nodes : List.of(COMPUTES, SEEDS)) {
            nodes.forEach(node -> undo(CONTROL, "pin-level", node, Map.of("LEVEL", "release")));
        }
        undo(CONTROL, "computes-up", List.of(10));
        undo(CONTROL, "upgrade-compute-control", COMPUTES);
        undo(CONTROL, "noout-off", List.of(10));
        undo(CONTROL, "vips-answer", List.of(10));
        undo(CONTROL, "start-services", SEEDS);
        undo(CONTROL, "start-cluster-services", List.of(10));
        undo(CONTROL, "start-seed-cluster", SEEDS);
        undo(CONTROL, "connect-seed", SEEDS);
        undo(CONTROL, "cut-original", ORIGINALS);
        var starts = ORIGINALS.stream()
                .map(node -> new Thread(() -> undo(CONTROL, "stop-original-cluster", node, Map.of())))
                .toList();
        starts.forEach(Thread::start);
        starts.forEach(Stages::join);
        undo(CONTROL, "stop-original-services", ORIGINALS);
        SEEDS.forEach(node -> undo(CONTROL, "pin-level", node, Map.of("LEVEL", "original")));
    }

    private void undo(String stage, String script, List<Integer> nodes) {
        new ArrayList<>(nodes).forEach(node -> undo(stage, script, node, Map.of()));
    }

    private void undo(String stage, String script, int node, Map<String, String> with) {
        var undo = world.run(stage, script, "undo", node, with);
        if (undo.exit() != 0) {
            throw new AssertionError("undo of " + script + " on node " + node + ": " + undo);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
