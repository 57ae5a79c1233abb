package org.octane.step.facts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final ClusterFacts clusters;

    public CloudFacts(ClusterFacts clusters) {
        this.clusters = clusters;
    }

    /** The call with the cloud's facts; a parameter of the plan wins over a fact of the same name. */
    public StepCall facts(StepCall call) {
        var members = clusters.nodes(both(call));
        var found = new TreeMap<String, String>();
        releases(call, found);
        nodes(call, members, found);
        networks(call, found);
        node(call, members, found);
        call.parameters().keySet().forEach(name -> found.remove(name.toUpperCase(Locale.ROOT)));
        return call.with(found);
    }

    /** The node whose databases and monitor store are taken. */
    public int firstOriginalController(StepCall call) {
        return clusters.nodes(List.of(call.original())).stream()
                .filter(m -> m.has("controller"))
                .findFirst()
                .orElseThrow(() -> StepFailure.lasting(
                        "Cluster " + call.original() + " has no controller.", "Look into Nailgun: fuel2 node list"))
                .id();
    }

    private void releases(StepCall call, Map<String, String> found) {
        found.putAll(
                Map.of("ORIG_VERSION", "", "ORIG_FUEL", "", "SEED_VERSION", "", "SEED_FUEL", "", "REPOSITORIES", ""));
        var master = clusters.master();
        found.put("MASTER_IP", master);
        clusters.versions(both(call)).forEach((cluster, version) -> {
            var side = cluster == call.original() ? "ORIG" : "SEED";
            found.put(side + "_VERSION", version);
            found.put(side + "_FUEL", version.substring(version.lastIndexOf('-') + 1));
            if (side.equals("SEED")) {
                found.put("REPOSITORIES", Repositories.aptSources(clusters.settings(cluster), master, version));
            }
        });
    }

    private void nodes(StepCall call, List<Node> members, Map<String, String> found) {
        found.put("COMPUTES", names(members, m -> m.has("compute")));
        found.put("OSD_NODES", names(members, m -> m.has("ceph-osd")));
        side(found, "ORIG", members, m -> m.cluster() == call.original() && m.has("controller"));
        side(found, "SEED", members, m -> m.cluster() != call.original() && m.has("controller"));
    }

    private void side(Map<String, String> found, String side, List<Node> members, Predicate<Node> which) {
        var controllers = members.stream().filter(which).toList();
        found.put(side + "_CONTROLLERS", names(members, which));
        found.put(
                side + "_CONTROLLER_ADMIN_ADDRESSES",
                controllers.stream().map(m -> m.hostname() + "=" + m.ip()).collect(Collectors.joining(" ")));
        found.put(side + "_CONTROLLER_ADDRESSES", addresses("management", controllers));
        found.put(side + "_CONTROLLER_PUBLIC_ADDRESSES", addresses("public", controllers));
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

    private static List<Integer> both(StepCall call) {
        return call.seed() == null ? List.of(call.original()) : List.of(call.original(), call.seed());
    }

    private static String names(List<Node> members, Predicate<Node> which) {
        return members.stream().filter(which).map(Node::hostname).collect(Collectors.joining(" "));
    }
}
