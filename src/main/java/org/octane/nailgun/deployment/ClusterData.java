package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.octane.nailgun.model.Subnet;

/** All that Nailgun's database knows of a cluster and that its nodes must be told. */
public record ClusterData(
        int id,
        String mode,
        String fuelVersion,
        Release release,
        JsonNode editable,
        JsonNode generated,
        Neutron neutron,
        List<Network> networks,
        List<Vip> vips,
        List<Node> nodes,
        String masterIp) {

    public static final String ADMIN = "fuelweb_admin";

    /** @param generated what is generated for each new cluster of this release, with its generators */
    public record Release(String version, JsonNode roles, JsonNode networkRoles, JsonNode tasks, JsonNode generated) {

        /** {@code 7.0} of {@code 2015.1.0-7.0}. */
        public double fuel() {
            return Double.parseDouble(version.substring(version.lastIndexOf('-') + 1));
        }
    }

    public record Neutron(
            String segmentation,
            String baseMac,
            JsonNode vlanRange,
            JsonNode tunnelRange,
            String internalSubnet,
            String internalGateway,
            JsonNode nameservers,
            JsonNode floatingRanges,
            String internalName,
            String floatingName) {

        public boolean vlan() {
            return segmentation.equals("vlan");
        }
    }

    public record Network(int id, String name, Subnet cidr, String gateway, Integer vlan, JsonNode meta) {}

    public record Vip(String name, String namespace, String address, String network) {}

    /** A NIC or a bond; {@code slaves} are a bond's NICs. */
    public record Port(
            int id,
            String name,
            String mac,
            boolean pxe,
            String driver,
            String bus,
            List<String> networks,
            String mode,
            JsonNode properties,
            List<String> slaves) {}

    /** @param addresses by network */
    public record Node(
            int id,
            String hostname,
            String name,
            String status,
            String ip,
            boolean online,
            List<String> roles,
            List<String> pending,
            List<String> primary,
            String kernelParameters,
            JsonNode volumes,
            JsonNode vms,
            List<Port> nics,
            List<Port> bonds,
            Map<String, String> addresses) {

        public String uid() {
            return String.valueOf(id);
        }

        public Stream<String> allRoles() {
            return Stream.concat(roles.stream(), pending.stream()).distinct();
        }

        public boolean has(String role) {
            return allRoles().anyMatch(role::equals);
        }

        /** Roles as deployment names them. */
        public List<String> deploymentRoles() {
            return allRoles()
                    .map(role -> primary.contains(role) ? "primary-" + role : role)
                    .toList();
        }

        /** The NIC or bond that carries a network. */
        public Port carrying(String network) {
            return Stream.concat(bonds.stream(), nics.stream())
                    .filter(port -> port.networks().contains(network))
                    .findFirst()
                    .orElse(null);
        }
    }

    public Network network(String name) {
        return networks.stream().filter(n -> n.name().equals(name)).findFirst().orElse(null);
    }

    /** The networks in which a node has an address, in the order in which their bridges are built. */
    public List<String> networksWithAddress(Node node) {
        var names = new ArrayList<>(List.of(ADMIN, "management", "storage"));
        if (isPublic(node)) {
            names.add("public");
        }
        if (!neutron.vlan() && network("private") != null) {
            names.add("private");
        }
        return names;
    }

    /** Whether a node gets an address in the public network. */
    public boolean isPublic(Node node) {
        return editable.path("public_network_assignment")
                        .path("assign_to_all_nodes")
                        .path("value")
                        .asBoolean()
                || node.allRoles().anyMatch(role -> release.roles()
                        .path(role)
                        .path("public_ip_required")
                        .asBoolean());
    }
}
