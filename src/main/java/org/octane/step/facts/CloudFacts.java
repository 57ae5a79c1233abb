package org.octane.step.facts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** The variables that every node script has, read from Nailgun when the step runs. */
public final class CloudFacts {

    private static final Map<String, String> BRIDGES = Map.of("management", "br-mgmt", "public", "br-ex");

    private final CloudRows rows;

    public CloudFacts(CloudRows rows) {
        this.rows = rows;
    }

    /** The call with the cloud's facts; a parameter of the plan wins over a fact of the same name. */
    public StepCall facts(StepCall call) {
        var clusters =
                Stream.of(call.original(), call.seed()).filter(c -> c != null).toList();
        var members = rows.members(clusters);
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
        return rows.members(List.of(call.original())).stream()
                .filter(m -> m.has("controller"))
                .findFirst()
                .orElseThrow(() -> StepFailure.lasting(
                        "Cluster " + call.original() + " has no controller.", "Look into Nailgun: fuel2 node list"))
                .id();
    }

    private void releases(StepCall call, Map<String, String> found) {
        found.putAll(
                Map.of("ORIG_VERSION", "", "ORIG_FUEL", "", "SEED_VERSION", "", "SEED_FUEL", "", "REPOSITORIES", ""));
        var master = rows.master();
        found.put("MASTER_IP", master);
        var clusters = call.seed() == null ? List.of(call.original()) : List.of(call.original(), call.seed());
        rows.versions(clusters).forEach((cluster, version) -> {
            var side = cluster == call.original() ? "ORIG" : "SEED";
            found.put(side + "_VERSION", version);
            found.put(side + "_FUEL", version.substring(version.lastIndexOf('-') + 1));
            if (side.equals("SEED")) {
                found.put("REPOSITORIES", Repositories.aptSources(rows.editable(cluster), master, version));
            }
        });
    }

    private void nodes(StepCall call, List<Member> members, Map<String, String> found) {
        found.put("COMPUTES", names(members, m -> m.has("compute")));
        found.put("OSD_NODES", names(members, m -> m.has("ceph-osd")));
        side(found, "ORIG", members, m -> m.cluster() == call.original() && m.has("controller"));
        side(found, "SEED", members, m -> m.cluster() != call.original() && m.has("controller"));
    }

    private void side(Map<String, String> found, String side, List<Member> members, Predicate<Member> which) {
        var controllers = members.stream().filter(which).toList();
        var addresses =
                rows.managementAddresses(controllers.stream().map(Member::id).toList());
        found.put(side + "_CONTROLLERS", names(members, which));
        found.put(
                side + "_CONTROLLER_ADMIN_ADDRESSES",
                controllers.stream().map(m -> m.hostname() + "=" + m.ip()).collect(Collectors.joining(" ")));
        found.put(
                side + "_CONTROLLER_ADDRESSES",
                controllers.stream()
                        .filter(m -> addresses.containsKey(m.id()))
                        .map(m -> m.hostname() + "=" + addresses.get(m.id()))
                        .collect(Collectors.joining(" ")));
    }

    private void networks(StepCall call, Map<String, String> found) {
        found.putAll(Map.of("MANAGEMENT_VIP", "", "PUBLIC_VIP", "", "PUBLIC_GATEWAY", ""));
        for (var vip : rows.vips(call.original())) {
            if (vip.network().equals("public") && vip.gateway() != null) {
                found.put("PUBLIC_GATEWAY", vip.gateway());
            }
            if (List.of("haproxy", vip.network()).contains(vip.type())) {
                found.put(vip.network().equals("public") ? "PUBLIC_VIP" : "MANAGEMENT_VIP", vip.address());
            }
        }
    }

    /** What is told of the node itself; of a group of nodes, of the first. */
    private void node(StepCall call, List<Member> members, Map<String, String> found) {
        int id = call.nodes().isEmpty() ? StepCall.MASTER : call.nodes().get(0);
        found.put("NODE_ID", id == StepCall.MASTER ? "master" : Integer.toString(id));
        var member = members.stream().filter(m -> m.id() == id).findFirst();
        found.put("NODE_NAME", member.map(Member::hostname).orElse(id == StepCall.MASTER ? "master" : "node-" + id));
        found.put("NODE_ROLES", member.map(m -> String.join(" ", m.roles())).orElse(""));
        found.put(
                "BRIDGE_PORTS",
                rows.wires(id).stream()
                        .map(wire -> BRIDGES.get(wire.network()) + "=" + wire.device())
                        .collect(Collectors.joining(" ")));
    }

    private static String names(List<Member> members, Predicate<Member> which) {
        return members.stream().filter(which).map(Member::hostname).collect(Collectors.joining(" "));
    }
}
