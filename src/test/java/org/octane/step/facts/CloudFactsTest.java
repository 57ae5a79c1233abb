package org.octane.step.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.ClusterFacts;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.springframework.jdbc.core.JdbcTemplate;

class CloudFactsTest {

    private static CloudFacts facts;

    @BeforeAll
    static void sampleCloud() {
        var nailgun = TestPostgres.nailgun();
        seed(new JdbcTemplate(nailgun));
        facts = new CloudFacts(ClusterFacts.in(nailgun), Duration.ofSeconds(30));
    }

    /** As clone and assignment leave it: a cluster of the new release, with a controller on an original's address. */
    private static void seed(JdbcTemplate nailgun) {
        nailgun.execute("insert into clusters (id, mode, status, net_provider, name, release_id, fuel_version) "
                + "select 90, mode, status, net_provider, 'seed', 4, '7.0' from clusters where id = 1");
        nailgun.execute("insert into nodegroups (id, cluster_id, name) values (90, 90, 'default')");
        nailgun.execute(
                "insert into network_groups (id, name, vlan_start, cidr, gateway, group_id) select id + 900, name,"
                        + " vlan_start, cidr, gateway, 90 from network_groups where group_id is not null");
        nailgun.execute("insert into attributes (cluster_id, editable, generated) "
                + "select 90, attributes_metadata::json ->> 'editable', '{}' from releases where id = 4");
        nailgun.execute("update nodes set cluster_id = 90, pending_roles = '{controller}' where id = 10");
        nailgun.execute("insert into ip_addrs (network, node, ip_addr) select g.id, 10, '192.168.0.3' "
                + "from network_groups g where g.group_id = 90 and g.name = 'management'");
        nailgun.execute("insert into net_nic_assignments (network_id, interface_id) select g.id, i.id "
                + "from network_groups g, node_nic_interfaces i where i.node_id = 10 and g.group_id = 90 "
                + "and (g.name, i.name) in (('management', 'eth0'), ('public', 'eth1'))");
    }

    private static Map<String, String> of(int node, Integer seed, Map<String, String> with) {
        return facts.facts(new StepCall(7, 1, "s", "n", Phase.CHECK, 1, 1, List.of(node), 1, seed, with))
                .parameters();
    }

    @Test
    void aScriptKnowsBothSidesOfTheUpgrade() {
        assertThat(of(10, 90, Map.of()))
                .containsEntry("NODE_ID", "10")
                .containsEntry("NODE_NAME", "node-10")
                .containsEntry("NODE_ROLES", "controller")
                .containsEntry("ORIG_VERSION", "2014.2.2-6.1")
                .containsEntry("ORIG_FUEL", "6.1")
                .containsEntry("SEED_VERSION", "2015.1.0-7.0")
                .containsEntry("SEED_FUEL", "7.0")
                .containsEntry("ORIG_CONTROLLERS", "node-1 node-2 node-3")
                .containsEntry("SEED_CONTROLLERS", "node-10")
                .containsEntry("ORIG_CONTROLLER_ADDRESSES", "node-1=192.168.0.3 node-2=192.168.0.4 node-3=192.168.0.5")
                .containsEntry("SEED_CONTROLLER_ADDRESSES", "node-10=192.168.0.3")
                .containsEntry("SEED_CONTROLLER_ADMIN_ADDRESSES", "node-10=10.20.0.30")
                .containsEntry("COMPUTES", "node-4 node-5 node-6")
                .containsEntry("OSD_NODES", "node-7 node-8 node-9")
                .containsEntry("MANAGEMENT_VIP", "192.168.0.1")
                .containsEntry("PUBLIC_VIP", "172.16.0.2")
                .containsEntry("PUBLIC_GATEWAY", "172.16.0.1")
                .containsEntry("MASTER_IP", "10.20.0.2")
                .containsEntry("BRIDGE_PORTS", "br-ex=eth1 br-mgmt=eth0.101");
    }

    @Test
    void theSeedsRepositoriesAreAptSourcesWithoutPlaceholders() {
        assertThat(of(4, 90, Map.of()).get("REPOSITORIES"))
                .contains("deb http://10.20.0.2:8080/2015.1.0-7.0/ubuntu/x86_64 ")
                .doesNotContain("{");
    }

    @Test
    void withoutASeedItsFactsAreEmpty() {
        assertThat(of(StepCall.MASTER, null, Map.of()))
                .containsEntry("NODE_NAME", "master")
                .containsEntry("SEED_VERSION", "")
                .containsEntry("SEED_CONTROLLERS", "");
    }

    @Test
    void whatThePlanGivesWinsOverAFact() {
        assertThat(of(4, 90, Map.of("computes", "node-99")))
                .containsEntry("computes", "node-99")
                .doesNotContainKey("COMPUTES");
    }
}
