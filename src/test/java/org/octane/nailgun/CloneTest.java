package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.json.Json;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Network;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Vip;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

class CloneTest {

    static Stream<String> clouds() {
        return NailgunDatabase.clouds();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void theSeedHasTheSettingsNetworksAndVirtualAddressesOfItsOriginal(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var jdbc = new JdbcTemplate(database);

        var seed = nailgun.seeds().clone(1, "seed", 4);

        assertThat(seed).isEqualTo(new Cluster(seed.id(), "seed", 4, "ha_compact", "new", 1, false));
        assertThat(nailgun.seeds().relation(1)).contains(new Relation(1, seed.id()));
        assertThat(nailgun.seeds().compareSettings(1, seed.id())).isEmpty();
        assertThat(jdbc.queryForMap("select fuel_version, is_customized from clusters where id = ?", seed.id()))
                .containsEntry("fuel_version", "7.0")
                .containsEntry("is_customized", false);
        assertThat(ClusterFacts.in(database).networks(seed.id()))
                .extracting(Network::name, Network::cidr, Network::vlan)
                .containsExactlyElementsOf(ClusterFacts.in(database).networks(1).stream()
                        .map(n -> tuple(n.name(), n.cidr(), n.vlan()))
                        .toList());
        assertThat(nailgun.seeds().vips(seed.id()))
                .extracting(Vip::networkName, Vip::name, Vip::namespace, Vip::address)
                .containsExactlyInAnyOrder(
                        tuple("public", "public", "haproxy", "172.16.0.2"),
                        tuple("public", "vrouter_pub", "vrouter", "172.16.0.3"),
                        tuple("management", "management", "haproxy", "192.168.0.1"),
                        tuple("management", "vrouter", "vrouter", "192.168.0.2"));
        assertThat(jdbc.queryForList(
                        "select name::text from cluster_changes where cluster_id = ?", String.class, seed.id()))
                .containsExactlyInAnyOrder("attributes", "networks", "vmware_attributes");
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void newOptionsComeFromTheReleaseAndRepositoriesToo(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        var editable = Json.read(new JdbcTemplate(database)
                .queryForObject("select editable from attributes where cluster_id = ?", String.class, seed));
        assertThat(editable.at("/neutron_advanced_configuration/neutron_dvr/value")
                        .isBoolean())
                .isTrue();
        assertThat(editable.at("/repo_setup/repos/value").toString())
                .contains("http://10.20.0.2:8080/2015.1.0-7.0/ubuntu/x86_64", "mos7.0")
                .doesNotContain("6.1", "{settings", "{cluster");
        assertThat(editable.at("/storage/volumes_ceph/value").booleanValue()).isTrue();
        assertThat(editable.at("/access/email/value").textValue()).isEqualTo("ops@example.com");
        assertThat(editable.at("/public_ssl/services/value").booleanValue()).isFalse();
        assertThat(editable.toString()).doesNotContain("generator_arg");
    }

    @Test
    void whatIsNotAllowedIsRefusedAndChangesNothing() {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        refused(nailgun, 999, "x", 4, Refusal.Kind.NOT_FOUND, "Cluster not found");
        refused(nailgun, 1, "x", 9999, Refusal.Kind.NOT_FOUND, "Object 'Release' with UID=9999 is not found in DB");
        refused(
                nailgun,
                1,
                "x",
                2,
                Refusal.Kind.INVALID,
                "Upgrade to the given release (2) is not possible because this release is deprecated and cannot be "
                        + "installed.");
        new JdbcTemplate(database).update("update releases set is_deployable = true where id = 2");
        refused(
                nailgun,
                1,
                "x",
                2,
                Refusal.Kind.INVALID,
                "Upgrade to the given release (2) is not possible because this release is equal or lower than the "
                        + "release of the original cluster.");
        refused(
                nailgun,
                1,
                "x",
                3,
                Refusal.Kind.INVALID,
                "Upgrade to the given release (3) is not possible because this release is deprecated and cannot be "
                        + "installed.");
        refused(nailgun, 1, "sample", 4, Refusal.Kind.CONFLICT, "Environment with this name 'sample' already exists.");
        new JdbcTemplate(database)
                .execute("update releases set state = 'available', is_deployable = true where id = 3");
        refused(
                nailgun,
                1,
                "x",
                3,
                Refusal.Kind.INVALID,
                "Changing of operating system is not possible during upgrade (from Ubuntu to CentOS).");
        assertThat(new JdbcTemplate(database).queryForObject("select count(*) from clusters", Integer.class))
                .isOne();
    }

    @Test
    void aSecondCloneOfTheSameClusterIsRefused() {
        var nailgun = NailgunDatabase.nailgun(NailgunDatabase.sample());
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        refused(
                nailgun,
                1,
                "another",
                4,
                Refusal.Kind.NOT_ALLOWED,
                "Upgrade is not possible because of the original cluster (1) is already involved in the upgrade"
                        + " routine.");
        refused(
                nailgun,
                seed,
                "another",
                4,
                Refusal.Kind.NOT_ALLOWED,
                "Upgrade is not possible because of the original cluster (2) is already involved in the upgrade"
                        + " routine.");
    }

    @Test
    void pluginsGoAlongWhereTheyAreMadeForTheRelease() {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        var jdbc = new JdbcTemplate(database);
        jdbc.execute("insert into plugins (id, name, title, version, package_version, releases) values "
                + "(1, 'old', 'Old', '1', '2', '[{\"os\": \"ubuntu\", \"version\": \"2014.2.2-6.1\"}]'), "
                + "(2, 'both', 'Both', '1', '2', '[{\"os\": \"ubuntu\", \"version\": \"2015.1.0-7.0\"}]')");
        jdbc.execute("insert into cluster_plugins (plugin_id, cluster_id) values (1, 1), (2, 1)");
        var sections =
                "update attributes set editable = '{\"old\": {\"metadata\": {\"plugin_id\": 1, \"enabled\": %s}}, "
                        + "\"both\": {\"metadata\": {\"plugin_id\": 2, \"enabled\": true}, \"x\": {\"value\": 7}}}'";
        jdbc.execute(sections.formatted(true));
        refused(nailgun, 1, "seed", 4, Refusal.Kind.CONFLICT, "Plugins of cluster 1 are not made for release 4: old.");
        jdbc.execute(sections.formatted(false));
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        assertThat(jdbc.queryForList("select plugin_id from cluster_plugins where cluster_id = ?", Integer.class, seed))
                .containsExactly(2);
        var editable = Json.read(
                jdbc.queryForObject("select editable from attributes where cluster_id = ?", String.class, seed));
        assertThat(editable.at("/both/x/value").intValue()).isEqualTo(7);
        assertThat(editable.has("old")).isFalse();
    }

    @Test
    void anOptionThatTheOperatorChangedAndTheNewReleaseLostIsAConflict() {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        new JdbcTemplate(database)
                .update("update releases set attributes_metadata = replace(attributes_metadata, '\"images_ceph\"', "
                        + "'\"renamed\"') where id = 4");
        assertThatThrownBy(() -> nailgun.seeds().clone(1, "seed", 4)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refusal.errors()).containsExactly("storage.images_ceph");
        });
    }

    @Test
    void anotherNetworkForTheSameTrafficIsRefused() {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        new JdbcTemplate(database)
                .update("update releases set network_roles_metadata = "
                        + "'[{\"id\": \"nova/api\", \"default_mapping\": \"storage\"}]' where id = 2");
        refused(nailgun, 1, "x", 4, Refusal.Kind.INVALID, "Network changes during upgrade is not supported.");
    }

    @Test
    void ofTwoCallersAtOnceOneWins() throws Exception {
        var nailgun = NailgunDatabase.nailgun(NailgunDatabase.sample());
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> call = () -> {
                try {
                    nailgun.seeds().clone(1, "seed-" + Thread.currentThread().getName(), 4);
                    return true;
                } catch (Refusal refusal) {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_ALLOWED);
                    return false;
                }
            };
            var won = 0;
            for (Future<Boolean> result : pool.invokeAll(List.of(call, call, call, call))) {
                won += result.get() ? 1 : 0;
            }
            assertThat(won).isOne();
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void aRemovedSeedLeavesNothing(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var before = NailgunDatabase.contents(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        nailgun.moves().assignControllers(seed, List.of(10, 11, 12));
        nailgun.tasks().start(seed, "provision");
        nailgun.seeds().removeSeed(seed);
        var after = NailgunDatabase.contents(database);
        assertThat(after).hasSameSizeAs(before);
        after.removeAll(before);
        assertThat(after).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloned", "assigned", "provisioning", "error", "ready"})
    void aSeedThatWasOnlyHalfMadeLeavesNothingEither(String reached) {
        var database = NailgunDatabase.sample();
        var jdbc = new JdbcTemplate(database);
        var nailgun = NailgunDatabase.nailgun(database);
        var before = NailgunDatabase.contents(database);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        if (!reached.equals("cloned")) {
            nailgun.moves().assignControllers(seed, List.of(10, 11, 12));
        }
        if (!List.of("cloned", "assigned").contains(reached)) {
            jdbc.update("update nodes set status = ?::node_status, progress = 47 where cluster_id = ?", reached, seed);
            jdbc.update("update nodes set error_type = 'provision', error_msg = 'no image', "
                    + "primary_roles = '{controller}' where id = 10");
            nailgun.seeds().copyVips(seed);
        }

        for (int node : List.of(10, 11, 12)) {
            if (Integer.valueOf(seed).equals(nailgun.moves().node(node).cluster())) {
                nailgun.moves().releaseNode(node);
            }
        }
        nailgun.seeds().removeSeed(seed);

        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aClosedUpgradeLeavesTheSeedFreeForTheNextAndItsOriginalKnown() {
        var nailgun = NailgunDatabase.nailgun(NailgunDatabase.sample());
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        nailgun.seeds().closeRelation(seed);
        nailgun.seeds().closeRelation(seed);
        assertThat(nailgun.seeds().relation(seed)).isEmpty();
        assertThat(nailgun.seeds().cluster(seed).original()).isOne();
    }

    private static void refused(
            Nailgun nailgun, int original, String name, int release, Refusal.Kind kind, String message) {
        assertThatThrownBy(() -> nailgun.seeds().clone(original, name, release))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .hasMessage(message);
    }
}
