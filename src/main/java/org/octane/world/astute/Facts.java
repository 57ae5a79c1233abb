package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an entry of {@code deployment_info} tells of one node in one role. */
record Facts(JsonNode node) {

    private static final YAMLMapper YAML = new YAMLMapper();

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
        variables.put("NICS", String.join(" ", Provisioning.names(scheme().path("interfaces"))));
        variables.put("NETWORKS", String.join(" ", ports()));
        variables.put("ISOLATED", isolated() ? "1" : "0");
        return variables;
    }

    /** As Astute puts it on the node, secrets and all. */
    void putOn(Path root) throws IOException {
        var etc = Files.createDirectories(root.resolve("etc"));
        var temporary = Files.createTempFile(
                etc,
                ".astute",
                ".yaml",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        YAML.writeValue(temporary.toFile(), node);
        Files.move(temporary, etc.resolve("astute.yaml"), StandardCopyOption.ATOMIC_MOVE);
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

    private List<String> ports() {
        var ports = new ArrayList<String>();
        for (JsonNode step : scheme().path("transformations")) {
            var action = step.path("action").asText();
            if ((action.equals("add-port") || action.equals("add-bond")) && step.hasNonNull("bridge")) {
                ports.add(step.path("bridge").asText() + "=" + step.path("name").asText());
            }
        }
        return ports;
    }

    private boolean isolated() {
        return scheme().path("endpoints").has("br-ex") && ports().stream().noneMatch(port -> port.startsWith("br-ex="));
    }
}
