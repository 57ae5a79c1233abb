package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services' own migrations leave undone is done, once, and proved. */
class RepairedDatabasesTest {

    private static final Map<String, String> FROM_6_TO_8 = Map.of("ORIG_FUEL", "6.1", "SEED_FUEL", "8.0");
    private static final Map<String, String> FROM_7_TO_8 = Map.of("ORIG_FUEL", "7.0", "SEED_FUEL", "8.0");

    private ScriptWorld world;

    @BeforeEach
    void begin() {
        world = Reached.DATABASES.world();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void everyNetworkSaysThatItsPortsHaveSecurity() {
        assertThat(sql("SELECT COUNT(*) FROM neutron.networksecuritybindings"))
                .as("also where the release is no newer than 7.0")
                .isEqualTo(sql("SELECT COUNT(*) FROM neutron.networks"));
        sql("DELETE FROM neutron.networksecuritybindings");

        assertThat(run("check", "neutron", Map.of()).exit()).isEqualTo(ScriptRun.MISSING);
        assertThat(run("check", "neutron", Map.of()).err())
                .contains("networks do not say whether their ports have security");
        assertThat(run("act", "neutron", Map.of()).exit()).isZero();

        assertThat(sql("SELECT COUNT(*) FROM neutron.networksecuritybindings"))
                .isEqualTo(sql("SELECT COUNT(*) FROM neutron.networks"));
        assertThat(run("verify", "neutron", Map.of()).exit()).isZero();
    }

    @Test
    void externalNetworksAreFlatOnTheBridgeToThePublicNetworkSinceFuel8() {
        assertThat(sql(
                        "SELECT network_type FROM neutron.ml2_network_segments WHERE network_id IN (SELECT network_id FROM"
                                + " neutron.externalnetworks)"))
                .isEqualTo("vlan\n");
        assertThat(run("check", "neutron", FROM_6_TO_8).err())
                .contains("1 external networks are not flat on physnet1", "physnet1 is not allocated");

        assertThat(run("act", "neutron", FROM_6_TO_8).exit()).isZero();

        assertThat(run("verify", "neutron", FROM_6_TO_8).exit()).isZero();
        assertThat(sql("SELECT network_type, physical_network, segmentation_id FROM neutron.ml2_network_segments WHERE"
                        + " network_id IN (SELECT network_id FROM neutron.externalnetworks)"))
                .isEqualTo("flat\tphysnet1\tNULL\n");
        assertThat(sql("SELECT physical_network FROM neutron.ml2_flat_allocations"))
                .isEqualTo("physnet1\n");
        assertThat(sql("SELECT COUNT(*) FROM neutron.ml2_network_segments WHERE network_type='flat'"))
                .as("no other network")
                .isEqualTo("1\n");
        assertThat(run("act", "neutron", FROM_6_TO_8).exit()).isZero();
        assertThat(sql("SELECT COUNT(*) FROM neutron.ml2_flat_allocations"))
                .as("once")
                .isEqualTo("1\n");
    }

    /** An operator of Fuel 8 may have external networks of other kinds. */
    @Test
    void whatAnOperatorMadeSinceFuel8StaysAsItIs() {
        var later = Map.of("ORIG_FUEL", "8.0", "SEED_FUEL", "9.2");
        assertThat(run("check", "neutron", later).exit()).isZero();
    }

    @Test
    void hostsOfVolumesInCephGetTheNamesThatTheyHaveSinceFuel8() {
        assertThat(run("check", "cinder", Map.of()).exit()).isZero();
        assertThat(run("check", "cinder", FROM_7_TO_8).err())
                .contains("rbd:volumes#RBD-backend rbd:volumes@RBD-backend#RBD-backend");

        assertThat(run("act", "cinder", FROM_7_TO_8).exit()).isZero();

        assertThat(run("verify", "cinder", FROM_7_TO_8).exit()).isZero();
        assertThat(sql("SELECT DISTINCT host FROM cinder.volumes")).isEqualTo("rbd:volumes@RBD-backend#RBD-backend\n");
    }

    @Test
    void aHostThatCindersSettingsDoNotKnowIsNamed() {
        sql("UPDATE cinder.volumes SET host='node-5#LVM' WHERE host='rbd:volumes#RBD-backend'");
        var act = run("act", "cinder", FROM_7_TO_8);
        assertThat(act.exit()).isEqualTo(1);
        assertThat(act.err()).contains("have no backend for volumes of these hosts: node-5#LVM");
    }

    private ScriptWorld.Result run(String phase, String database, Map<String, String> releases) {
        var with = new HashMap<>(releases);
        with.put("DATABASE", database);
        return world.run("upgrade-db", "migrate-database", phase, 10, with);
    }

    private String sql(String statement) {
        return world.shell(10, "mysql --batch --skip-column-names -e \"" + statement + "\"")
                .out();
    }
}
