package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What an upgrade takes for a while and has to give back however it ends: the API closed for maintenance, Ceph's flag
 * {@code noout}, computes that nova may not use. Looked for where the cloud lives now, in the original or in the seed.
 */
public record NothingHeld(CloudOnDisk cloud) {

    private static final List<String> VIPS = List.of("172.16.0.2", "192.168.0.1");
    private static final String SERVED = "200";
    private static final int CLOSED = 3;
    private static final int DISABLED = 3;

    /** The common ending of every scenario. */
    public static void in(Serving server) {
        assertThat(new NothingHeld(server.cloud()).held())
                .as("what stayed behind")
                .isEmpty();
    }

    /** A sentence for each thing that is still held; none: the cloud is in nobody's hands. */
    List<String> held() {
        var held = new ArrayList<String>();
        var environments = new TreeSet<String>();
        VIPS.forEach(vip -> held.addAll(closed(vip, environments)));
        if (environments.size() != 1) {
            held.add("the cloud is served by the environments " + environments);
        }
        for (var environment : environments) {
            var controllers = cloud.names(cloud.world().resolve("cloud/env/" + environment + "/controllers"));
            controllers.forEach(node -> held.addAll(maintenance(node)));
            held.addAll(flags(controllers));
            held.addAll(disabled(environment));
        }
        return held;
    }

    private List<String> closed(String vip, TreeSet<String> environments) {
        var lines = cloud.lines(cloud.world().resolve("cloud/api/" + vip));
        if (lines.isEmpty() || lines.get(0).split(" ")[1].equals("-")) {
            return List.of("nobody answers on " + vip);
        }
        var holder = lines.get(0).split(" ");
        environments.addAll(
                cloud.lines(cloud.sim(holder[1].substring("node-".length())).resolve("env")));
        var open = !holder[0].equals(SERVED) ? "the API on " + vip + " answers " + holder[0] : null;
        var sections = lines.stream()
                .skip(1)
                .filter(line -> !line.split(" ")[1].equals(SERVED))
                .map(line -> vip + " has a closed section: " + line)
                .toList();
        var closed = new ArrayList<>(sections);
        if (open != null) {
            closed.add(open);
        }
        return closed;
    }

    /** Both what haproxy runs with and what it would load at its next start. */
    private List<String> maintenance(String node) {
        var held = new ArrayList<String>();
        each(cloud.sim(node).resolve("haproxy"), path -> true, line -> line.split(" ")[CLOSED].equals("1"), held);
        each(
                cloud.root(node).resolve("etc/haproxy"),
                path -> path.toString().endsWith(".cfg"),
                line -> line.strip().startsWith("use_backend maintenance"),
                held);
        return held.stream()
                .map(line -> "haproxy of node-" + node + " is closed for maintenance: " + line)
                .toList();
    }

    private void each(Path folder, Predicate<Path> meant, Predicate<String> wrong, List<String> found) {
        cloud.files(folder, meant)
                .forEach(file -> cloud.lines(file).stream().filter(wrong).forEach(found::add));
    }

    private List<String> flags(List<String> controllers) {
        var monitors = controllers.stream()
                .filter(node -> cloud.lines(cloud.sim(node).resolve("services/ceph-mon@node-" + node)).stream()
                        .anyMatch(line -> line.contains(" running ")))
                .toList();
        if (monitors.size() * 2 <= controllers.size()) {
            return List.of("Ceph has no quorum among nodes " + controllers + ": only " + monitors + " run");
        }
        return monitors.stream()
                .filter(node -> String.join(",", cloud.lines(cloud.monitor(node).resolve("flags")))
                        .contains("noout"))
                .map(node -> "noout is set, says the monitor of node-" + node)
                .toList();
    }

    private List<String> disabled(String environment) {
        return cloud.rows(environment).get("nova/services").stream()
                .filter(row -> row.split(",")[DISABLED].equals("1"))
                .map(row -> "nova may not use " + row)
                .toList();
    }
}
