package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An entry of {@code deployment_info}, one node in one role, as variables of the admin script {@code deploy-node}. */
record DeploymentFacts(JsonNode node) {

    /** Part of Neutron, always on the public bridge. */
    private static final String FLOATING = "br-floating";

    String uid() {
        return node.path("uid").asText();
    }

    String role() {
        return node.path("role").asText();
    }

    int priority() {
        return node.path("priority").asInt();
    }

    boolean critical() {
        return node.path("fail_if_error").asBoolean();
    }

    /** @param roles all roles of the node so far, {@code primary-} included where it is one */
    Map<String, String> variables(List<String> roles) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("ENV_ID", node.path("deployment_id").asText());
        variables.put("RELEASE", node.path("openstack_version").asText());
        variables.put("HOSTNAME", hostname());
        variables.put(
                "ROLES",
                String.join(
                        " ",
                        roles.stream()
                                .map(role -> role.replaceFirst("^primary-", ""))
                                .distinct()
                                .toList()));
        variables.put("PRIMARY", roles.stream().anyMatch(role -> role.startsWith("primary-")) ? "1" : "0");
        variables.put("ADMIN_IP", address("br-fw-admin"));
        variables.put("MGMT_IP", address("br-mgmt"));
        variables.put("PUBLIC_IP", address("br-ex"));
        variables.put("STORAGE_IP", address("br-storage"));
        variables.put("MGMT_VIP", vip("management", "management_vip"));
        variables.put("PUBLIC_VIP", vip("public", "public_vip"));
        variables.put("MGMT_VROUTER_VIP", vip("vrouter", "management_vrouter_vip"));
        variables.put("PUBLIC_VROUTER_VIP", vip("vrouter_pub", "public_vrouter_vip"));
        variables.put("PUBLIC_GATEWAY", gateway());
        variables.put("NICS", String.join(" ", ProvisioningFacts.names(scheme().path("interfaces"))));
        variables.put("NETWORKS", String.join(" ", networks()));
        variables.put("ISOLATED", isolated() ? "1" : "0");
        variables.put("CONTROLLERS", controllers());
        return variables;
    }

    /** {@code node-1=192.168.0.3}, of all controllers that it is told of; before 7.0 they stand in another list. */
    private String controllers() {
        var told = node.path("network_metadata").path("nodes").valueStream().filter(member -> member.path("node_roles")
                .valueStream()
                .anyMatch(role -> role.asText().endsWith("controller")));
        var before70 = node.path("nodes")
                .valueStream()
                .filter(member -> member.path("role").asText().endsWith("controller"));
        return Stream.concat(
                        told.map(member -> member.path("name").asText() + "="
                                + member.path("network_roles").path("mgmt/vip").asText()),
                        before70.map(member -> member.path("name").asText() + "="
                                + member.path("internal_address").asText()))
                .filter(word -> !word.endsWith("="))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private JsonNode scheme() {
        return node.path("network_scheme");
    }

    private String hostname() {
        for (JsonNode member : node.path("network_metadata").path("nodes")) {
            if (member.path("uid").asText().equals(uid())) {
                return member.path("name").asText();
            }
        }
        return node.path("fqdn").asText().replaceFirst("\\..*", "");
    }

    private String address(String bridge) {
        return scheme().path("endpoints")
                .path(bridge)
                .path("IP")
                .path(0)
                .asText("")
                .replaceFirst("/.*", "");
    }

    private String vip(String name, String before70) {
        var vip = node.path("network_metadata")
                .path("vips")
                .path(name)
                .path("ipaddr")
                .asText("");
        return vip.isEmpty() ? node.path(before70).asText("") : vip;
    }

    private String gateway() {
        var gateway = scheme().path("endpoints").path("br-ex").path("gateway").asText("");
        return gateway.equals("none") ? "" : gateway;
    }

    /**
     * {@code <bridge>=<port>}, in the order they are made; nothing after the sign: the bridge leads nowhere; nothing before
     * it: the device is made and is in no bridge.
     */
    private List<String> networks() {
        var bridges = steps("add-br")
                .map(bridge -> bridge.path("name").asText())
                .filter(bridge -> !bridge.equals(FLOATING))
                .map(bridge -> bridge + "=" + port(bridge));
        var devices = steps("add-port")
                .filter(port -> !port.has("bridge"))
                .map(port -> "=" + port.path("name").asText());
        return Stream.concat(bridges, devices).toList();
    }

    private String port(String bridge) {
        return Stream.concat(steps("add-port"), steps("add-bond"))
                .filter(step -> step.path("bridge").asText().equals(bridge))
                .map(step -> step.path("name").asText())
                .findFirst()
                .orElseGet(() -> patched(bridge));
    }

    /** Neutron's bridge leaves through the one it is patched to. */
    private String patched(String bridge) {
        return steps("add-patch")
                .map(step -> step.path("bridges"))
                .filter(pair -> pair.path(0).asText().equals(bridge))
                .map(pair -> port(pair.path(1).asText()))
                .findFirst()
                .orElse("");
    }

    private Stream<JsonNode> steps(String action) {
        return scheme().path("transformations")
                .valueStream()
                .filter(step -> step.path("action").asText().equals(action));
    }

    private boolean isolated() {
        return scheme().path("endpoints").has("br-ex") && port("br-ex").isEmpty();
    }
}
