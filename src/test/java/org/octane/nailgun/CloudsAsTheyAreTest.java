package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

/** Databases that operators, plugins and older releases have changed since Fuel made them. */
class CloudsAsTheyAreTest {

    private static final String INSTALLATION = "select cluster_id, kernel_params, replaced_deployment_info,"
            + " replaced_provisioning_info, network_template from nodes where id = 4";

    static Stream<String> clouds() {
        return Stream.concat(
                NailgunDatabase.clouds(),
                Stream.of("nailgun-8.0-from-6.1-sample.sql.gz", "nailgun-9.2-from-6.1-sample.sql.gz"));
    }

    private DataSource database;
    private Nailgun nailgun;
    private JdbcTemplate jdbc;

    private int seedOf(String cloud) {
        open(cloud);
        return seed();
    }

    private void open(String cloud) {
        database = NailgunDatabase.cloud(cloud);
        nailgun = NailgunDatabase.nailgun(database);
        jdbc = new JdbcTemplate(database);
        jdbc.update("update releases set state = 'available' "
                + "where id = (select max(id) from releases where operating_system = 'Ubuntu')");
    }

    private int seed() {
        var target = nailgun.clouds().cloud(1, null).target().id();
        return nailgun.seeds()
                .clone(1, "seed", nailgun.seeds().cloneRelease(1, target))
                .id();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void aNodeLeavesBehindWhatBelongsToItsInstallationAndGetsItBackWithTheWayBack(String cloud) {
        open(cloud);
        jdbc.update("update nodes set kernel_params = 'console=ttyS1 quiet',"
                + " replaced_deployment_info = '[{\"uid\":\"4\",\"role\":\"compute\"}]',"
                + " replaced_provisioning_info = '{\"uid\":\"4\"}', network_template = '{\"of\":\"the original\"}',"
                + " labels = '{\"rack\":\"7\"}', hostname = 'Compute.4' where id = 4");
        var seed = seed();
        var before = NailgunDatabase.contents(database);

        nailgun.moves().assign(seed, List.of(4), false, List.of());

        assertThat(jdbc.queryForMap(INSTALLATION))
                .containsEntry("cluster_id", seed)
                .containsEntry("kernel_params", null)
                .containsEntry("replaced_deployment_info", "[]")
                .containsEntry("replaced_provisioning_info", "{}")
                .containsEntry("network_template", null);
        assertThat(jdbc.queryForMap("select labels, hostname from nodes where id = 4"))
                .as("what belongs to the node")
                .isEqualTo(Map.of("labels", "{\"rack\":\"7\"}", "hostname", "Compute.4"));
        nailgun.moves().giveBack(seed, List.of(4));
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void theDefaultNodeGroupIsKnownByItsRowWhateverItsName(String cloud) {
        open(cloud);
        jdbc.update("update nodegroups set name = 'rack-1' where id = 1");
        jdbc.update("update nodes set group_id = null where id = 5");
        var seed = seed();
        // an operator may rename either of them later
        jdbc.update("update nodegroups set name = 'row-7' where cluster_id = ?", seed);

        nailgun.moves().assign(seed, List.of(4, 5), false, List.of());

        assertThat(jdbc.queryForList(
                        "select g.cluster_id from nodes n join nodegroups g on g.id = n.group_id where n.id in (4, 5)",
                        Integer.class))
                .containsExactly(seed, seed);
        assertThat(jdbc.queryForList(
                        "select distinct ng.cluster_id from ip_addrs a join network_groups g on g.id = a.network"
                                + " join nodegroups ng on ng.id = g.group_id where a.node in (4, 5)",
                        Integer.class))
                .as("their addresses are in the seed's networks")
                .containsExactly(seed);
    }

    @Test
    void aNodeWhoseGroupTheSeedLacksIsRefusedInASentence() {
        var seed = seedOf("the sample cloud");
        jdbc.update("insert into nodegroups (cluster_id, name) values (1, 'rack-9')");
        jdbc.update("update nodes set group_id = (select max(id) from nodegroups) where id = 5");
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(5), false, List.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT))
                .hasMessageContaining("has no node group like group");
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void aBondOfANewControllerHasNotTheHardwareAddressOfItsModels(String cloud) {
        open(cloud);
        var bond = jdbc.queryForObject(
                "insert into node_bond_interfaces (node_id, name, mac, mode, bond_properties)"
                        + " values (1, 'bond0', '52:54:00:00:01:02', '802.3ad', '{\"mode\":\"802.3ad\"}') returning id",
                Integer.class);
        jdbc.update(
                "update node_nic_interfaces set parent_id = ? where node_id = 1 and name in ('eth2', 'eth3')", bond);
        var seed = seed();

        nailgun.moves().assignControllers(seed, List.of(10));

        assertThat(jdbc.queryForMap("select name, mac from node_bond_interfaces where node_id = 10"))
                .containsEntry("name", "bond0")
                .containsEntry("mac", null);
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void anAddressIsFreeOnlyIfNobodyHasItInAnyClusterAndUnderAnyMask(String cloud) {
        var seed = seedOf(cloud);
        jdbc.update("insert into network_groups (name, cidr, meta) values ('elsewhere', '10.99.0.0/24', '{}')");
        var storage = "192.168.1.";
        jdbc.update("insert into ip_addrs (network, ip_addr) values ((select max(id) from network_groups), '" + storage
                + "10')");

        nailgun.moves().assignControllers(seed, List.of(10));

        assertThat(nailgun.moves().addresses(seed))
                .filteredOn(address -> address.network().equals("storage"))
                .singleElement()
                .satisfies(address -> assertThat(address.address()).isEqualTo(storage + "11"));
    }

    @Test
    void theNamespaceOfAVirtualAddressIsThatOfItsRow() {
        open("nailgun-9.2-from-6.1-sample.sql.gz");
        jdbc.update("update ip_addrs set vip_namespace = 'monitoring' where vip_name not like 'vrouter%'"
                + " and network in (select g.id from network_groups g join nodegroups n on n.id = g.group_id"
                + " where n.cluster_id = 1 and g.name = 'management')");
        var seed = seed();
        assertThat(nailgun.seeds().vips(seed))
                .filteredOn(vip -> vip.name().equals("management"))
                .singleElement()
                .satisfies(vip -> assertThat(vip.namespace()).isEqualTo("monitoring"));
    }
}
