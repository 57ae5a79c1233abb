package org.octane.step.facts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.model.Node;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** The variables that every node script has, read from Nailgun when the step runs. */
public final class CloudFacts {

    private static final Map<String, String> BRIDGES = Map.of("management", "br-mgmt", "public", "br-ex");

    /** Fuel lets Ceph's clients reach it on the one, and OSDs each other on the other. */
    private static final List<String> OSD_NETWORKS = List.of("management", "storage");

    private final ClusterFacts clusters;
    private final Duration messagesGrace;

    /** @param messagesGrace how long old queues may be emptied before they are dropped */
    public CloudFacts(ClusterFacts clusters, Duration messagesGrace) {
        this.clusters = clusters;
        this.messagesGrace = messagesGrace;
    }

    /** The call with the cloud's facts; a parameter of the plan wins over a fact of the same name. */
    public StepCall facts(StepCall call) {
        var sides = Sides.of(clusters, call);
        var found = new TreeMap<String, String>();
        releases(sides, found);
        nodes(sides, found);
        networks(call, found);
        found.put("MESSAGES_GRACE", Long.toString(messagesGrace.toSeconds()));
        node(call, sides.nodes(), found);
        call.parameters().keySet().forEach(name -> found.remove(name.toUpperCase(Locale.ROOT)));
        return call.with(found);
    }

    /** The node whose databases and monitor store are taken. */
    public int firstOriginalController(StepCall call) {
        return Sides.of(clusters, call).originalControllers().stream()
                .findFirst()
                .orElseThrow(() -> StepFailure.lasting(
                        "Cluster " + call.original() + " has no controller"
                                + (call.seed() == null ? " of the release of before." : "."),
                        "Look into Nailgun: fuel2 node list"))
                .id();
    }

    private void releases(Sides sides, Map<String, String> found) {
        var master = clusters.master();
        found.put("MASTER_IP", master);
        version(found, "ORIG", sides.original());
        version(found, "SEED", sides.seed());
        found.put(
                "REPOSITORIES",
                sides.seed().isEmpty() ? "" : Repositories.aptSources(sides.settings(), master, sides.seed()));
    }

    private static void version(Map<String, String> found, String side, String version) {
        found.put(side + "_VERSION", version);
        found.put(side + "_FUEL", version.substring(version.lastIndexOf('-') + 1));
    }

    private void nodes(Sides sides, Map<String, String> found) {
        found.put("COMPUTES", names(sides.nodes(), m -> m.has("compute")));
        found.put("OSD_NODES", names(sides.nodes(), m -> m.has("ceph-osd")));
        found.put("OSD_ADDRESSES", ofOsds(sides.nodes()));
        side(found, "ORIG", sides.originalControllers());
        side(found, "SEED", sides.seedControllers());
    }

    private void side(Map<String, String> found, String side, List<Node> controllers) {
        found.put(side + "_CONTROLLERS", names(controllers, m -> true));
        found.put(
                side + "_CONTROLLER_ADMIN_ADDRESSES",
                controllers.stream().map(m -> m.hostname() + "=" + m.ip()).collect(Collectors.joining(" ")));
        found.put(side + "_CONTROLLER_ADDRESSES", addresses("management", controllers));
        found.put(side + "_CONTROLLER_PUBLIC_ADDRESSES", addresses("public", controllers));
    }

    /** {@code node-7=192.168.0.9,192.168.1.7 …}: where OSDs of these nodes may answer. */
    private String ofOsds(List<Node> members) {
        var nodes = members.stream().filter(m -> m.has("ceph-osd")).toList();
        var ids = nodes.stream().map(Node::id).toList();
        var networks = OSD_NETWORKS.stream()
                .map(network -> clusters.addresses(network, ids))
                .toList();
        return nodes.stream()
                .map(m -> m.hostname() + "="
                        + networks.stream()
                                .map(addresses -> addresses.get(m.id()))
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    /** {@code node-1=192.168.0.3 node-2=192.168.0.4}, without those that have none. */
    private String addresses(String network, List<Node> controllers) {
        var addresses =
                clusters.addresses(network, controllers.stream().map(Node::id).toList());
        return controllers.stream()
                .filter(m -> addresses.containsKey(m.id()))
                .map(m -> m.hostname() + "=" + addresses.get(m.id()))
                .collect(Collectors.joining(" "));
    }

    private void networks(StepCall call, Map<String, String> found) {
        found.putAll(Map.of("MANAGEMENT_VIP", "", "PUBLIC_VIP", "", "PUBLIC_GATEWAY", ""));
        for (var vip : clusters.vips(call.original())) {
            if (BRIDGES.containsKey(vip.networkName())
                    && List.of("haproxy", vip.networkName()).contains(vip.name())) {
                found.put(vip.networkName().equals("public") ? "PUBLIC_VIP" : "MANAGEMENT_VIP", vip.address());
            }
        }
        clusters.networks(call.original()).stream()
                .filter(network -> network.name().equals("public") && network.gateway() != null)
                .forEach(network -> found.put("PUBLIC_GATEWAY", network.gateway()));
    }

    /** What is told of the node itself; of a group of nodes, of the first. */
    private void node(StepCall call, List<Node> members, Map<String, String> found) {
        int id = call.nodes().isEmpty() ? StepCall.MASTER : call.nodes().get(0);
        found.put("NODE_ID", id == StepCall.MASTER ? "master" : Integer.toString(id));
        var member = members.stream().filter(m -> m.id() == id).findFirst();
        found.put("NODE_NAME", member.map(Node::hostname).orElse(id == StepCall.MASTER ? "master" : "node-" + id));
        found.put("NODE_ROLES", member.map(m -> String.join(" ", m.allRoles())).orElse(""));
        found.put(
                "BRIDGE_PORTS",
                clusters.wires(id).stream()
                        .map(wire -> BRIDGES.get(wire.network()) + "=" + wire.device())
                        .collect(Collectors.joining(" ")));
    }

    private static String names(List<Node> members, Predicate<Node> which) {
        return members.stream().filter(which).map(Node::hostname).collect(Collectors.joining(" "));
    }
}
