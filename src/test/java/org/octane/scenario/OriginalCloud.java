package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cloud as it was, in every file of its nodes, every state of the simulated machines and every row of Nailgun, to be found
 * again after an upgrade was taken back. Seen in the world, not told by Octane.
 */
public final class OriginalCloud {

    private static final List<String> MEMBERS = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
    private static final List<String> SPARES = List.of("10", "11", "12");
    /** What a service that was started again, or a monitor that was elected again, has anew; and where pacemaker puts an address. */
    private static final List<String> NOT_COMPARED = List.of(
            "root/var/log",
            "root/tmp",
            "root/run",
            "root/var/run",
            "sim/journal",
            "sim/upstart.log",
            "sim/haproxy",
            "sim/vips",
            "sim/rabbitmq.loaded",
            // since when Astute's workers are connected to it
            "sim/rabbitmq.started");

    private static final String OWN = "root/var/lib/octane";
    /** The role that pacemaker gives a resource of which nothing else was said; a restart says so. */
    private static final String STARTED = "Started\n";

    private static final Pattern PLACE = Pattern.compile("(pacemaker/actual/vip__\\w+)/\\d+");
    private static final Pattern EPOCH = Pattern.compile("root/var/lib/ceph/mon/.*/store.db/epoch|sim/osd/[0-9]+");
    /** The number after the state is the process. */
    private static final Pattern PROCESS = Pattern.compile("(?m)^(\\w+ running) \\d+");
    /** Work that was done, and what Nailgun says about it. */
    private static final Set<String> HISTORY = Set.of("public.tasks", "public.notifications");
    /** Nailgun lays out the disks of a server anew each time it is given to a cluster. */
    private static final String SPARE_VOLUMES = "\\((10|11|12),.*";

    private final RunningServer server;
    private final Map<String, String> nodes;
    private final Map<String, String> master;
    private final Map<String, String> cloud;
    private final Map<String, String> nailgun;

    private OriginalCloud(RunningServer server) {
        this.server = server;
        nodes = nodes(MEMBERS);
        master = nodes(List.of(CloudOnDisk.MASTER));
        cloud = cloud();
        nailgun = nailgun();
    }

    public static OriginalCloud of(RunningServer server) {
        return new OriginalCloud(server);
    }

    /** No seed, spare servers free and clean, the original as before. */
    public void isAsBefore() {
        assertThat(differences(nailgun, nailgun())).as("Nailgun's rows").isEmpty();
        assertThat(differences(master, nodes(List.of(CloudOnDisk.MASTER))))
                .as("the Fuel master")
                .isEmpty();
        servesAsBefore();
        for (var node :
                Stream.concat(MEMBERS.stream(), Stream.of(CloudOnDisk.MASTER)).toList()) {
            assertThat(left(node)).as("what Octane left on node " + node).isEmpty();
        }
        for (var node : SPARES) {
            assertThat(server.cloud().names(server.cloud().root(node).resolve("var/lib/octane")))
                    .as("node " + node)
                    .isEmpty();
        }
    }

    /** The original's nodes, services, databases, VMs and addresses are what they were. */
    public void servesAsBefore() {
        assertThat(differences(nodes, nodes(MEMBERS)))
                .as("files and states of nodes")
                .isEmpty();
        assertThat(differences(cloud, cloud())).as("what nodes share").isEmpty();
        var world = new Api(server.world().getProperty("api.url"));
        for (var vip : List.of("172.16.0.2", "192.168.0.1")) {
            var answer = world.send("GET", "/api/" + vip, null);
            assertThat(answer.status()).as(vip).isEqualTo(200);
            assertThat(answer.body()).as(vip).contains("2014.2.2-6.1");
        }
        assertThat(server.cloud().world().resolve("cloud/conflicts")).doesNotExist();
        assertThat(server.cloud().world().resolve("cloud/rebalanced")).doesNotExist();
    }

    /** All but the marks that keep an instance which was cut off from doing what was undone meanwhile. */
    private List<String> left(String node) {
        var own = server.cloud().world().resolve("nodes/" + node + "/" + OWN);
        return server.cloud().files(own, path -> !own.relativize(path).startsWith("fence")).stream()
                .map(path -> own.relativize(path).toString())
                .toList();
    }

    private Map<String, String> nodes(List<String> names) {
        var all = new TreeMap<String, String>();
        for (var node : names) {
            var folder = server.cloud().world().resolve("nodes/" + node);
            contents(folder).forEach((path, text) -> {
                if (!path.startsWith(OWN)
                        && NOT_COMPARED.stream().noneMatch(path::startsWith)
                        && !EPOCH.matcher(path).matches()) {
                    all.put("node " + node + " " + path, PROCESS.matcher(text).replaceAll("$1"));
                }
            });
        }
        return all;
    }

    private Map<String, String> cloud() {
        var all = new TreeMap<String, String>();
        for (var part : List.of("env/1", "vms", "ceph")) {
            contents(server.cloud().world().resolve("cloud/" + part)).forEach((path, text) -> {
                if (!(path.startsWith("pacemaker/target/") && text.equals(STARTED))) {
                    all.put(part + "/" + PLACE.matcher(path).replaceAll("$1"), text);
                }
            });
        }
        return all;
    }

    private Map<String, String> nailgun() {
        var all = new TreeMap<String, String>();
        for (var table : server.database().tables()) {
            if (table.startsWith("public.") && !HISTORY.contains(table)) {
                var rows = server.database().text(table).lines();
                boolean volumes = table.endsWith("node_volumes");
                all.put(
                        table,
                        rows.filter(row -> !volumes || !row.matches(SPARE_VOLUMES))
                                .collect(Collectors.joining("\n")));
            }
        }
        return all;
    }

    private Map<String, String> contents(Path folder) {
        var contents = new TreeMap<String, String>();
        for (var file : server.cloud().files(folder, path -> true)) {
            try {
                contents.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> now) {
        var all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        var found = new ArrayList<String>();
        for (var name : all) {
            var was = before.get(name);
            var is = now.get(name);
            if (was == null) {
                found.add(name + " is new:\n" + is);
            } else if (is == null) {
                found.add(name + " is gone");
            } else if (!sorted(was).equals(sorted(is))) {
                found.add(name + " was\n" + lines(was, is) + "\n  and is\n" + lines(is, was));
            }
        }
        return found;
    }

    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }

    /** Only those that the other hasn't. */
    private static String lines(String text, String other) {
        var lines = new ArrayList<>(text.lines().toList());
        lines.removeAll(other.lines().toList());
        return lines.stream()
                .map(line -> line.substring(0, Math.min(line.length(), 300)))
                .collect(Collectors.joining("\n"));
    }
}
