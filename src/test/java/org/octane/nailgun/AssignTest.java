package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.json.Json;
import org.octane.nailgun.disk.Disks;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Network;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

class AssignTest {

    static Stream<String> clouds() {
        return NailgunDatabase.clouds();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void newControllersAreLikeTheOriginalOnesAndTakeTheirAddresses(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();

        nailgun.moves().assignControllers(seed, List.of(12, 10, 11));

        var jdbc = new JdbcTemplate(database);
        assertThat(nailgun.moves().nodes(seed))
                .extracting("id", "roles", "status")
                .containsExactly(
                        tuple(10, List.of("controller"), "discover"),
                        tuple(11, List.of("controller"), "discover"),
                        tuple(12, List.of("controller"), "discover"));
        assertThat(nailgun.moves().addresses(seed))
                .extracting(Address::node, Address::network, Address::address)
                .containsExactly(
                        tuple(10, "fuelweb_admin", "10.20.0.138"),
                        tuple(10, "management", "192.168.0.3"),
                        tuple(10, "public", "172.16.0.4"),
                        tuple(10, "storage", "192.168.1.10"),
                        tuple(11, "fuelweb_admin", "10.20.0.139"),
                        tuple(11, "management", "192.168.0.4"),
                        tuple(11, "public", "172.16.0.5"),
                        tuple(11, "storage", "192.168.1.11"),
                        tuple(12, "fuelweb_admin", "10.20.0.140"),
                        tuple(12, "management", "192.168.0.5"),
                        tuple(12, "public", "172.16.0.6"),
                        tuple(12, "storage", "192.168.1.12"));
        var disks = "select volumes from volume_manager_node_volumes where node_id = ?";
        assertThat(Disks.of(Json.array(jdbc.queryForObject(disks, String.class, 11)), false)
                        .toString()
                        .replace("11a", "1a")
                        .replace("11b", "1b")
                        .replace("11c", "1c"))
                .isEqualTo(Disks.of(Json.array(jdbc.queryForObject(disks, String.class, 1)), false)
                        .toString());
        assertThat(wiring(jdbc, 10)).isEqualTo(wiring(jdbc, 1));
        assertThat(jdbc.queryForList(
                        "select name::text from cluster_changes where node_id = 10 order by 1", String.class))
                .containsExactly("disks", "interfaces");
        assertThat(nailgun.seeds().compareSettings(1, seed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void aNodeMovesWithItsAddressesWiringAndDisks(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var jdbc = new JdbcTemplate(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        var addresses = addresses(jdbc, 4);
        var wiring = wiring(jdbc, 4);
        var disks = jdbc.queryForList("select volumes from volume_manager_node_volumes where node_id = 4");
        var before = NailgunDatabase.contents(database);

        nailgun.moves().assign(seed, List.of(4), true, List.of());

        assertThat(jdbc.queryForMap("select cluster_id, status::text, progress, roles::text, pending_roles::text, "
                        + "primary_roles::text, ip from nodes where id = 4"))
                .containsEntry("cluster_id", seed)
                .containsEntry("status", "provisioning")
                .containsEntry("progress", 0)
                .containsEntry("roles", "{}")
                .containsEntry("pending_roles", "{compute}")
                .containsEntry("primary_roles", "{}")
                .containsEntry("ip", "10.20.0.24");
        assertThat(addresses(jdbc, 4)).isEqualTo(addresses);
        assertThat(wiring(jdbc, 4)).isEqualTo(wiring);
        assertThat(jdbc.queryForList("select volumes from volume_manager_node_volumes where node_id = 4"))
                .isEqualTo(disks);
        var networks = ClusterFacts.in(database).networks(seed).stream()
                .map(Network::id)
                .toList();
        assertThat(jdbc.queryForList(
                        "select network_id from net_nic_assignments join node_nic_interfaces i on i.id = interface_id "
                                + "where node_id = 4 union select network from ip_addrs where node = 4",
                        Integer.class))
                .isSubsetOf(networks);

        nailgun.moves().giveBack(seed, List.of(4));
        nailgun.moves().giveBack(seed, List.of(4));

        assertThat(NailgunDatabase.contents(database)).as("it never left").isEqualTo(before);
    }

    static Stream<String> migratedClouds() {
        return Stream.concat(clouds(), Stream.of("nailgun-8.0-from-6.1-sample.sql.gz"));
    }

    @ParameterizedTest
    @MethodSource("migratedClouds")
    void nodesThatAreGivenBackAreAsTheyWereWhateverTheyWere(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var jdbc = new JdbcTemplate(database);
        jdbc.update("update releases set state = 'available' "
                + "where id = (select max(id) from releases where operating_system = 'Ubuntu')");
        jdbc.update("update nodes set status = 'error', progress = 37, error_type = 'deploy', "
                + "error_msg = 'puppet says \"no\"' where id = 4");
        jdbc.update("update nodes set status = 'provisioned', pending_roles = roles, roles = '{}' where id = 5");
        jdbc.update("update nodes set primary_roles = '{controller}' where id = 1");
        jdbc.update(
                "insert into cluster_changes (cluster_id, node_id, name) values (1, 4, 'disks'), (1, 4, 'interfaces')");
        var seed = nailgun.seeds()
                .clone(
                        1,
                        "seed",
                        nailgun.seeds()
                                .cloneRelease(
                                        1,
                                        nailgun.clouds().cloud(1, null).target().id()))
                .id();
        var before = NailgunDatabase.contents(database);

        for (var time = 0; time < 2; time++) {
            nailgun.moves().assign(seed, List.of(1), true, List.of());
            nailgun.moves().assign(seed, List.of(4, 5, 7), true, List.of());
            assertThat(NailgunDatabase.contents(database)).isNotEqualTo(before);
            nailgun.moves().giveBack(seed, List.of(1, 4, 5, 7));
            assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
        }
        nailgun.moves().assign(seed, List.of(4), true, List.of());
        nailgun.seeds().closeRelation(seed);
        assertThat(jdbc.queryForObject("select count(*) from octane.former_node", Integer.class))
                .isZero();
    }

    @Test
    void whatIsNotedOfAnAttemptThatCameToNothingIsNotedAnew() {
        var database = NailgunDatabase.sample();
        var watched = new WatchedDataSource(database);
        var nailgun = NailgunDatabase.nailgun(watched);
        var jdbc = new JdbcTemplate(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        watched.watch((connection, sql) -> {
            if (sql.contains("update nodes")) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(4), true, List.of()))
                .hasMessageContaining("killed");
        watched.watch((connection, sql) -> {});
        assertThat(jdbc.queryForObject("select former #>> '{node,status}' from octane.former_node", String.class))
                .isEqualTo("ready");
        jdbc.update("update nodes set status = 'error', error_type = 'deploy', error_msg = 'later' where id = 4");
        var before = NailgunDatabase.contents(database);
        nailgun.moves().assign(seed, List.of(4), true, List.of());
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(4), true, List.of()))
                .isInstanceOf(Refusal.class);
        nailgun.moves().giveBack(seed, List.of(4));
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aNodeThatIsNotInstalledAnewKeepsItsRolesAndStatus() {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        nailgun.moves().assign(seed, List.of(1), false, List.of());
        assertThat(new JdbcTemplate(database)
                        .queryForMap("select status::text, roles::text, pending_roles::text, primary_roles::text "
                                + "from nodes where id = 1"))
                .containsEntry("status", "ready")
                .containsEntry("roles", "{controller}")
                .containsEntry("pending_roles", "{}")
                .containsEntry("primary_roles", "{}");
    }

    @Test
    void whatIsNotAllowedIsRefused() {
        var database = NailgunDatabase.sample();
        var jdbc = new JdbcTemplate(database);
        var nailgun = NailgunDatabase.nailgun(database);
        refused(nailgun, 999, 1, Refusal.Kind.NOT_FOUND, "Cluster not found");
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        refused(nailgun, seed, 999, Refusal.Kind.NOT_FOUND, "Node with id 999 was not found.");
        refused(
                nailgun,
                seed,
                10,
                Refusal.Kind.NOT_ALLOWED,
                "Node 10 is not in the cluster whose seed cluster " + seed + " is.");
        refused(nailgun, 1, 1, Refusal.Kind.INVALID, "Node 1 is already assigned to cluster 1");
        refused(nailgun, 1, 10, Refusal.Kind.NOT_ALLOWED, "Node 10 is not in the cluster whose seed cluster 1 is.");
        jdbc.update("update nodes set status = 'error', error_type = 'provision' where id = 6");
        refused(
                nailgun,
                seed,
                6,
                Refusal.Kind.INVALID,
                "Node should be in error state only withdeploy error type. Currently error type of node is provision");
        jdbc.update("update nodes set status = 'deploying' where id = 5");
        refused(
                nailgun,
                seed,
                5,
                Refusal.Kind.INVALID,
                "Node should be in one of statuses: ('ready', 'provisioned', 'error'). "
                        + "Currently node has deploying status.");
        jdbc.update("update nodes set roles = '{gone}' where id = 7");
        refused(nailgun, seed, 7, Refusal.Kind.CONFLICT, "Role 'gone' of node 7 is not defined in release 4.");
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(1, 4), true, List.of("compute")))
                .hasMessage("Only nodes with the same set of assigned roles are supported for the operation.");
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(1), true, List.of("compute", "nosuch")))
                .hasMessage("nosuch are not valid roles for node in environment " + seed);
        // Of several nodes the first that may not move is named, in the order of the call.
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(5, 999), true, List.of()))
                .hasMessageContaining("Currently node has deploying status.");
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(999, 5), true, List.of()))
                .hasMessage("Node with id 999 was not found.");
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(1), true, List.of("compute", "controller")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
        assertThatThrownBy(() -> nailgun.moves().assignControllers(seed, List.of(1)))
                .hasMessage("Node 1 is already assigned to cluster 1");
    }

    @Test
    void aKeptPartitionIsKeptOnAllDisksAndTheRootNever() {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        nailgun.moves().keepPartition(4, "vm", true);
        nailgun.moves().keepPartition(7, "ceph", true);
        var disks = "select volumes from volume_manager_node_volumes where node_id = ?";
        for (var disk :
                Disks.of(Json.array(new JdbcTemplate(database).queryForObject(disks, String.class, 4)), false)) {
            for (var volume : disk.get("volumes")) {
                assertThat(volume.get("keep_data").booleanValue())
                        .isEqualTo(volume.get("name").textValue().equals("vm"));
            }
        }
        assertThatThrownBy(() -> nailgun.moves().keepPartition(4, "os", true)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> nailgun.moves().keepPartition(4, "ceph", true)).isInstanceOf(Refusal.class);
    }

    @Test
    void addressesAndReleasesAreClonedAsOftenAsAsked() {
        var nailgun = NailgunDatabase.nailgun(NailgunDatabase.sample());
        assertThatThrownBy(() -> nailgun.seeds().copyAddresses(1, List.of("storage")))
                .hasMessage("Cluster with ID 1 is not in upgrade stage.");
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        assertThatThrownBy(() -> nailgun.seeds().copyAddresses(seed, List.of("storage")))
                .hasMessage("There is no original cluster with ID " + seed + ".");
        assertThatThrownBy(() -> nailgun.seeds().copyAddresses(1, List.of("storage")))
                .hasMessage("Seed cluster should has at least one controller");
        nailgun.moves().assignControllers(seed, List.of(10, 11));
        for (var i = 0; i < 2; i++) {
            assertThat(nailgun.seeds().copyAddresses(1, List.of("storage")))
                    .extracting(Address::node, Address::address)
                    .containsExactly(tuple(10, "192.168.1.1"), tuple(11, "192.168.1.2"));
        }
        assertThat(nailgun.seeds().cloneRelease(1, 4)).isEqualTo(nailgun.seeds().cloneRelease(1, 4));
        assertThat(nailgun.seeds().copyVips(seed)).hasSize(4);
        assertThatThrownBy(() -> nailgun.seeds().copyVips(1)).hasMessage("Given cluster is not seed cluster");
    }

    @Test
    void thePlannerSeesOriginalSeedAndSpares() {
        var nailgun = NailgunDatabase.nailgun(NailgunDatabase.sample());
        var cloud = nailgun.clouds().cloud(1, null);
        assertThat(cloud.target().id()).isEqualTo(4);
        assertThat(cloud.seed()).isNull();
        assertThat(cloud.spares()).hasSize(3);
        assertThat(cloud.original("controller")).hasSize(3);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        nailgun.moves().assignControllers(seed, List.of(10));
        cloud = nailgun.clouds().cloud(1, null);
        assertThat(cloud.seed()).isEqualTo(seed);
        assertThat(cloud.seed("controller")).hasSize(1);
        assertThat(cloud.spares()).hasSize(2);
        assertThatThrownBy(() -> nailgun.clouds().cloud(1, 2)).isInstanceOf(Refusal.class);
    }

    private static List<String> addresses(JdbcTemplate jdbc, int node) {
        return jdbc.queryForList("select ip_addr from ip_addrs where node = ? order by id", String.class, node);
    }

    private static List<String> wiring(JdbcTemplate jdbc, int node) {
        return jdbc.queryForList(
                "select i.name || ' ' || g.name from net_nic_assignments a "
                        + "join node_nic_interfaces i on i.id = a.interface_id "
                        + "join network_groups g on g.id = a.network_id where i.node_id = ? order by 1",
                String.class,
                node);
    }

    private static void refused(Nailgun nailgun, int seed, int node, Refusal.Kind kind, String message) {
        assertThatThrownBy(() -> nailgun.moves().assign(seed, List.of(node), true, List.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .hasMessage(message);
    }
}
