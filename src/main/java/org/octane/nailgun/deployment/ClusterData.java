package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.octane.failure.Code;
import org.octane.nailgun.model.Subnet;
import org.octane.nailgun.model.Version;
import org.octane.plan.Refusal;

/**
 * All that Nailgun's database knows of a cluster and that its nodes must be told.
 *
 * @param rows the rows that conditions of deployment tasks name, as JSON: {@code cluster}, {@code release},
 *     {@code networking_parameters}
 * @param release the cluster's own
 * @param pending the release that the cluster is to be updated to; null: none
 * @param tasks the cluster's own deployment tasks, instead of its release's; mostly empty
 * @param plugins those that are enabled
 * @param configurations OpenStack's settings that an operator has uploaded; since 8.0
 * @param editable with the attributes of plugins
 * @param neutron null: the cluster has nova-network
 * @param everyNode those that are marked for deletion, too
 * @param masterVersion of the Fuel master that has these tables: 7.0 or 8.0
 * @param update null: the cluster is not seen as one that gets its release now
 */
public record ClusterData(
        int id,
        String mode,
        String status,
        String fuelVersion,
        Map<String, JsonNode> rows,
        Release release,
        Release pending,
        JsonNode tasks,
        List<EnabledPlugin> plugins,
        List<Configuration> configurations,
        JsonNode editable,
        JsonNode generated,
        Neutron neutron,
        List<Network> networks,
        List<Vip> vips,
        List<Node> everyNode,
        String masterIp,
        double masterVersion,
        UpdateFacts update) {

    public static final String ADMIN = "fuelweb_admin";
    public static final String BARE_METAL = "baremetal";

    /** @param generated what is generated for each new cluster of this release, with its generators */
    public record Release(
            String version,
            String operatingSystem,
            JsonNode roles,
            JsonNode networkRoles,
            JsonNode tasks,
            JsonNode generated) {

        /** {@code 7.0} of {@code 2015.1.0-7.0}. */
        public double fuel() {
            return Version.of(version).decimal().orElseThrow(() -> Refusal.conflict(
                            "The version '" + version
                                    + "' has no number of Fuel's in it, such as 8.0 in liberty-8.0; correct that of its release.")
                    .as(Code.UNREADABLE_ROW));
        }

        /** What comes after the version of OpenStack; {@code 7.0.1} of {@code 2015.1.0-7.0.1}. */
        public String environment() {
            return version.substring(version.lastIndexOf('-') + 1);
        }
    }

    /**
     * Settings of OpenStack for the whole cluster, for a role or for a node.
     *
     * @param type {@code cluster}, {@code role} or {@code node}
     */
    public record Configuration(String type, String role, Integer node, JsonNode settings) {}

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
            String floatingName,
            String bareMetalGateway,
            JsonNode bareMetalRange) {

        public boolean vlan() {
            return segmentation.equals("vlan");
        }
    }

    public record Network(int id, String name, Subnet cidr, String gateway, Integer vlan, JsonNode meta) {}

    public record Vip(String name, String namespace, String address, String network) {}

    /**
     * @param addresses by network
     * @param replacedFacts what an operator has put in the place of the node's facts, an entry for each role; mostly empty
     * @param replacedProvisioning what an operator has put in the place of its provisioning data; mostly empty
     */
    public record Node(
            int id,
            String hostname,
            String name,
            String status,
            String errorType,
            String ip,
            boolean online,
            boolean pendingDeletion,
            List<String> roles,
            List<String> pending,
            List<String> primary,
            String kernelParameters,
            JsonNode volumes,
            JsonNode vms,
            List<Port> nics,
            List<Port> bonds,
            Map<String, String> addresses,
            JsonNode replacedFacts,
            JsonNode replacedProvisioning) {

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
                    .map(role -> primary.contains(role) ? primary(role) : role)
                    .sorted()
                    .toList();
        }

        /** How deployment names a role on the one node that is its primary. */
        public static String primary(String role) {
            return "primary-" + role;
        }

        /** Whether the node has the cluster's operating system, deployed or not. */
        public boolean isInstalled() {
            return List.of("provisioned", "deploying", "ready", "stopped").contains(status)
                    || status.equals("error") && "deploy".equals(errorType);
        }

        /** The NIC or bond that carries a network. */
        public Port carrying(String network) {
            return Stream.concat(bonds.stream(), nics.stream())
                    .filter(port -> port.networks().contains(network))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** @param others in the place of its plugins */
    public ClusterData with(List<EnabledPlugin> others) {
        return new ClusterData(
                id,
                mode,
                status,
                fuelVersion,
                rows,
                release,
                pending,
                tasks,
                others,
                configurations,
                editable,
                generated,
                neutron,
                networks,
                vips,
                everyNode,
                masterIp,
                masterVersion,
                update);
    }

    /** Those that stay. */
    public List<Node> nodes() {
        return everyNode.stream().filter(node -> !node.pendingDeletion()).toList();
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
        if (neutron != null && !neutron.vlan() && network("private") != null) {
            names.add("private");
        }
        if (hasBareMetal()) {
            names.add(0, BARE_METAL);
        }
        return names;
    }

    /** Whether servers without a hypervisor are a part of the cloud; since 8.0. */
    public boolean hasBareMetal() {
        return release.fuel() >= 8
                && network(BARE_METAL) != null
                && editable.at("/additional_components/ironic/value").asBoolean();
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
