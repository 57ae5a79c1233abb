package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.sql.Database;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What is cast for a seed that was cloned from the sample cloud, its controllers spare servers before. */
class SeedMessagesTest {

    private static final List<Integer> CONTROLLERS = List.of(10, 11, 12);
    private NamedParameterJdbcTemplate sql;
    private AstuteMessages messages;
    private Deployments deployments;
    private int seed;

    @BeforeEach
    void cloned() throws Exception {
        var nailgun = Databases.nailgun();
        var octane = Databases.octane();
        var domain = new Nailgun(Database.of(nailgun), Database.of(octane));
        seed = domain.seeds().clone(1, "seed", 4).id();
        domain.moves().assignControllers(seed, CONTROLLERS);
        sql = new NamedParameterJdbcTemplate(nailgun);
        deployments = Databases.deployments(nailgun);
        messages = new AstuteMessages(
                deployments, MasterSettings.defaults(), Databases.NO_RELEASE_FILES, Databases.NO_PLUGIN_FILES);
    }

    @Test
    void spareServersGetTheAddressesTheyLackAndNoneTwice() {
        var call = prepare(NodeOperation.PROVISION);
        for (var node : call.at("/args/provisioning_info/nodes")) {
            assertThat(node.at("/interfaces/eth0/ip_address").asText()).startsWith("10.20.0.");
            assertThat(node.path("power_pass").asText()).isEqualTo("/root/.ssh/bootstrap.rsa");
            assertThat(node.at("/ks_meta/image_data/~1/uri").asText()).contains("/env_" + seed + "_");
            assertThat(node.at("/ks_meta/pm_data/ks_spaces")).isNotEmpty();
        }
        assertThat(sql.queryForList(
                        "SELECT ip_addr FROM ip_addrs a JOIN network_groups g ON g.id = a.network"
                                + " WHERE g.name IN ('fuelweb_admin', 'storage') GROUP BY ip_addr HAVING count(*) > 1",
                        Map.of(),
                        String.class))
                .isEmpty();
        assertThat(sql.queryForList("SELECT status::text FROM nodes WHERE id >= 10", Map.of(), String.class))
                .containsOnly("provisioning");
        // A second run gives no second address.
        var before = count("ip_addrs");
        prepare(NodeOperation.PROVISION);
        assertThat(count("ip_addrs")).isEqualTo(before);
    }

    @Test
    void aMissingAddressIsNeitherAGatewaysNorADiscoveredServers() {
        var storage = takeAddress("storage");
        sql.update(
                "UPDATE network_groups SET gateway = :address WHERE name = 'storage' AND gateway IS DISTINCT FROM"
                        + " :address",
                Map.of("address", storage));
        var admin = takeAddress("fuelweb_admin");
        sql.update("UPDATE nodes SET ip = :address WHERE id = 9", Map.of("address", admin));
        prepare(NodeOperation.PROVISION);
        assertThat(addressOf("storage")).isNotNull().isNotEqualTo(storage);
        assertThat(addressOf("fuelweb_admin")).isNotNull().isNotEqualTo(admin);
    }

    /** The first controller loses its address in the network; it would be the first free one. */
    private String takeAddress(String network) {
        var lost = addressOf(network);
        sql.update("DELETE FROM ip_addrs WHERE node = 10 AND ip_addr = :address", Map.of("address", lost));
        return lost;
    }

    private String addressOf(String network) {
        return sql.queryForObject(
                "SELECT max(a.ip_addr) FROM ip_addrs a JOIN network_groups g ON g.id = a.network"
                        + " WHERE a.node = 10 AND g.name = :network",
                Map.of("network", network),
                String.class);
    }

    @Test
    void theSeedIsDeployedInTheNewReleaseOnTheOriginalsAddresses() {
        var entries = prepare(NodeOperation.DEPLOY).at("/args/deployment_info");
        assertThat(entries)
                .extracting(e -> e.path("uid").asText() + " " + e.path("role").asText())
                .containsExactly("10 primary-controller", "11 controller", "12 controller");
        var facts = entries.get(0);
        assertThat(facts.path("openstack_version").asText()).isEqualTo("2015.1.0-7.0");
        assertThat(facts.path("deployment_id").asInt()).isEqualTo(seed);
        assertThat(facts.at("/puppet/modules").asText()).contains("/2015.1.0-7.0/");
        assertThat(addresses("br-mgmt", entries)).isEqualTo(originals("management"));
        assertThat(addresses("br-ex", entries)).isEqualTo(originals("public"));
        var vips = facts.at("/network_metadata/vips");
        assertThat(vips.at("/management/ipaddr").asText()).isNotEmpty();
        assertThat(vips.at("/public/ipaddr").asText()).isNotEmpty();
        assertThat(vips.at("/vrouter/ipaddr").asText()).isNotEmpty();
        assertThat(vips.at("/vrouter_pub/ipaddr").asText()).isNotEmpty();
        assertThat(facts.at("/network_scheme/endpoints/br-storage/IP/0").asText())
                .startsWith("192.168.1.");
        assertThat(facts.at("/network_metadata/nodes")).hasSize(3);
    }

    private JsonNode prepare(NodeOperation kind) {
        var task = new OperationTask(UUID.randomUUID(), kind, seed, CONTROLLERS);
        return deployments.start(
                task,
                () -> kind == NodeOperation.PROVISION
                        ? messages.provision(task.uuid(), seed, CONTROLLERS, new PreservedVolumes(Set.of()))
                        : messages.deploy(task.uuid(), seed, CONTROLLERS, true));
    }

    private static Set<String> addresses(String bridge, JsonNode entries) {
        var addresses = new TreeSet<String>();
        entries.forEach(e -> addresses.add(
                e.at("/network_scheme/endpoints/" + bridge + "/IP/0").asText().replaceFirst("/.*", "")));
        return addresses;
    }

    private Set<String> originals(String network) {
        return new TreeSet<>(sql.queryForList(
                "SELECT a.ip_addr FROM ip_addrs a JOIN network_groups g ON g.id = a.network JOIN nodegroups ng ON"
                        + " ng.id = g.group_id WHERE ng.cluster_id = 1 AND a.node IN (1, 2, 3) AND g.name = :network",
                Map.of("network", network),
                String.class));
    }

    private int count(String table) {
        return sql.queryForObject("SELECT count(*) FROM " + table, Map.of(), Integer.class);
    }
}
