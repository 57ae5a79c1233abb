package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator chose and the new release can't give, and what depends on provider and version. */
class CloneRulesTest {

    private final DataSource database = NailgunDatabase.sample();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Nailgun nailgun = NailgunDatabase.nailgun(database);

    @Test
    void everyChangedOptionThatIsGoneOrNoLongerAllowedIsNamed() {
        var editable = attributes(4);
        editable.withObject("/editable/access").remove("user");
        allowed(editable, "email");
        allowed(editable, "tenant");
        jdbc.update("update releases set attributes_metadata = ? where id = 4", editable.toString());
        var settings =
                Json.object(jdbc.queryForObject("select editable from attributes where cluster_id = 1", String.class));
        settings.withObject("/access/user").put("value", "somebody");
        settings.withObject("/access/email").put("value", "cloud@example.org");
        jdbc.update("update attributes set editable = ? where cluster_id = 1", settings.toString());
        var before = NailgunDatabase.contents(database);
        assertThatThrownBy(() -> nailgun.seeds().clone(1, "seed", 4)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            // The tenant is not allowed either, but nobody chose it.
            assertThat(refusal.errors()).containsExactlyInAnyOrder("access.user", "access.email (cloud@example.org)");
            assertThat(refusal).message().contains("access.user", "access.email (cloud@example.org)");
        });
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void parametersOfNovaNetworkGoAlong() {
        jdbc.execute("delete from neutron_config");
        jdbc.execute("update clusters set net_provider = 'nova_network'");
        jdbc.execute("update networking_configs set discriminator = 'nova_network_config'");
        jdbc.execute("insert into nova_network_config (id, fixed_networks_cidr, fixed_networks_vlan_start,"
                + " fixed_network_size, fixed_networks_amount, net_manager)"
                + " values (1, '10.1.0.0/16', null, 128, 3, 'VlanManager')");
        jdbc.update(
                "update releases set networks_metadata = ? where id = 4",
                "{\"nova_network\": {\"config\": {\"fixed_networks_vlan_start\": 103, \"fixed_networks_amount\": 1}}}");

        var seed = nailgun.seeds().clone(1, "seed", 4).id();

        var parameters = jdbc.queryForMap("select * from nova_network_config n join networking_configs c using (id)"
                + " where cluster_id = " + seed);
        assertThat(parameters)
                .containsEntry("fixed_networks_cidr", "10.1.0.0/16")
                .containsEntry("fixed_networks_vlan_start", 103)
                .containsEntry("fixed_networks_amount", 3)
                .containsEntry("floating_ranges", "[[\"172.16.0.130\", \"172.16.0.254\"]]");
        assertThat(parameters.get("net_manager").toString()).isEqualTo("VlanManager");
        assertThat(jdbc.queryForObject("select count(*) from neutron_config", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select net_provider::text from clusters where id = " + seed, String.class))
                .isEqualTo("nova_network");
    }

    @Test
    void aServerWhoseDisksCannotTakeAVolumeIsRefusedWithItsName() {
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        var volumes = Json.array(jdbc.queryForObject(
                "select volumes from volume_manager_node_volumes where node_id = 10", String.class));
        volumes.forEach(disk -> ((ObjectNode) disk).put("size", 1000));
        jdbc.update("update volume_manager_node_volumes set volumes = ? where node_id = 10", volumes.toString());
        var before = NailgunDatabase.contents(database);
        assertThatThrownBy(() -> nailgun.moves().assignControllers(seed, List.of(10)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                    assertThat(refusal).message().matches(".*volumes .*os.*");
                });
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aComponentThatTheReleaseDoesNotHaveIsNamed() {
        var dump = "nailgun-8.0-from-6.1-sample.sql.gz";
        assumeThat(NailgunDatabase.hasShared(dump)).isTrue();
        var later = NailgunDatabase.dump(NailgunDatabase.shared(dump));
        new JdbcTemplate(later)
                .execute("update clusters set components = '[\"hypervisor:qemu\", \"network:gone\"]' where id = 1");
        assertThatThrownBy(() -> NailgunDatabase.nailgun(later).seeds().clone(1, "seed", 4))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errors()).containsExactly("network:gone"));
    }

    @Test
    void sinceFuel9TheExtensionForUpgradesIsNamed() {
        var dump = "nailgun-9.2-sample.sql.gz";
        assumeThat(NailgunDatabase.hasShared(dump)).isTrue();
        var later = NailgunDatabase.dump(NailgunDatabase.shared(dump));
        var domain = NailgunDatabase.nailgun(later);
        new JdbcTemplate(later)
                .update("update releases set state = 'available'"
                        + " where id = (select max(id) from releases where operating_system = 'Ubuntu')");
        var seed = domain.seeds()
                .clone(
                        1,
                        "seed",
                        domain.seeds()
                                .cloneRelease(
                                        1,
                                        domain.clouds().cloud(1, null).target().id()))
                .id();
        assertThat(new JdbcTemplate(later)
                        .queryForObject("select extensions::text from clusters where id = " + seed, String.class))
                .isEqualTo("{volume_manager,cluster_upgrade}");
    }

    private ObjectNode attributes(int release) {
        return Json.object(
                jdbc.queryForObject("select attributes_metadata from releases where id = " + release, String.class));
    }

    private static void allowed(ObjectNode attributes, String setting) {
        attributes
                .withObject("/editable/access/" + setting)
                .putArray("values")
                .addObject()
                .put("data", "the only one");
    }
}
