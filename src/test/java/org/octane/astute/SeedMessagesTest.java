package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.nailgun.Nailgun;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is cast for a seed that was cloned from the sample cloud, its controllers spare servers before. */
class SeedMessagesTest {

    private static final List<Integer> CONTROLLERS = List.of(10, 11, 12);
    private NamedParameterJdbcTemplate sql;
    private Messages messages;
    private Preparation preparation;
    private int seed;

    @BeforeEach
    void cloned() throws Exception {
        var nailgun = Databases.nailgun();
        var octane = Databases.octane();
        var transactions = new JdbcTransactionManager(nailgun);
        var domain = new Nailgun(nailgun, octane, transactions);
        seed = domain.clone(1, "seed", 4).id();
        domain.assignControllers(seed, CONTROLLERS);
        sql = new NamedParameterJdbcTemplate(nailgun);
        var reader = new ClusterReader(sql);
        messages = new Messages(reader, MasterSettings.defaults());
        preparation = new Preparation(sql, new TransactionTemplate(transactions), reader);
    }

    @Test
    void spareServersGetTheAddressesTheyLackAndNoneTwice() {
        var call = prepare(CastKind.PROVISION);
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
        prepare(CastKind.PROVISION);
        assertThat(count("ip_addrs")).isEqualTo(before);
    }

    @Test
    void theSeedIsDeployedInTheNewReleaseOnTheOriginalsAddresses() {
        var entries = prepare(CastKind.DEPLOY).at("/args/deployment_info");
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

    private JsonNode prepare(CastKind kind) {
        var now = Instant.now();
        var cast = Cast.made(UUID.randomUUID(), 1, 1, 1, kind, seed, CONTROLLERS, "intent", now, now, now);
        return preparation.prepare(
                cast,
                () -> kind == CastKind.PROVISION
                        ? messages.provision(cast.task(), seed, CONTROLLERS, new PreservedVolumes(Set.of()))
                        : messages.deploy(cast.task(), seed, CONTROLLERS, true));
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
