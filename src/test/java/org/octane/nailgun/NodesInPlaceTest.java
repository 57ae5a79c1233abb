package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.json.Json;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.Cloud;
import org.octane.plan.Refusal;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Nailgun's tables tell of a cluster that goes to another release on the nodes it has. */
class NodesInPlaceTest {

    private static final int NEXT = 4;
    private static final List<String> DATABASES = List.of("mysql");
    private static final List<String> IMAGES = List.of("image");

    private DataSource database;
    private JdbcTemplate sql;
    private VersionedSettings versions;

    @BeforeEach
    void sampleCloud() {
        database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        sql = new JdbcTemplate(database);
        versions = new Nailgun(Database.of(database), Database.of(TestPostgres.octane())).versions();
    }

    @Test
    void aCloudIsPlannedForTheReleaseThatIsPrepared() {
        assertThatThrownBy(() -> versions.cloud(1, null))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Cluster 1 has no pending release: ");
        versions.prepare(1, NEXT, List.of());
        assertThatThrownBy(() -> versions.cloud(1, 3)).hasMessage("Cluster 1 is prepared for release 4, not for 3.");
        versions.begin(1);
        versions.move(List.of(2), NEXT);

        var cloud = versions.cloud(1, NEXT);

        assertThat(cloud.release().version()).isEqualTo("2014.2.2-6.1");
        assertThat(cloud.target().version()).isEqualTo("2015.1.0-7.0");
        assertThat(cloud.seed()).isNull();
        assertThat(cloud.nodes()).hasSize(9);
        assertThat(cloud.moved()).containsExactly(2);
        assertThat(cloud.nodes().stream().filter(node -> node.has("primary-controller")))
                .extracting(Cloud.Node::id)
                .containsExactly(1);
        versions.switchOver(1);
        assertThat(versions.cloud(1, null).release().version())
                .as("also after the switch")
                .isEqualTo("2014.2.2-6.1");
    }

    @Test
    void dataOnVolumesOfTheirOwnAreKept() {
        versions.prepare(1, NEXT, List.of());
        assertThat(versions.unkeepable(1, DATABASES, IMAGES::contains)).isEmpty();
        assertThat(versions.unkeepable(7, List.of("ceph"), "cephjournal"::equals))
                .isEmpty();
    }

    @Test
    void dataOnTheRootVolumeAreNot() {
        versions.prepare(1, NEXT, List.of());
        assertThat(versions.unkeepable(4, DATABASES, IMAGES::contains))
                .containsExactly("node-4 has no volume 'mysql' of its own.");
        volumes(1, "\"vg\": \"os\", \"size\": 28736", "\"vg\": \"os\", \"keep_data\": true, \"size\": 28736");
        assertThat(versions.unkeepable(1, DATABASES, IMAGES::contains))
                .containsExactly("The root volume of node-1 is marked to be kept, which no installation can do.");
    }

    @Test
    void dataOnAVolumeThatChangesItsSizeAreNot() {
        versions.prepare(1, NEXT, List.of());
        volumes(1, "\"vg\": \"mysql\", \"size\": 101836", "\"vg\": \"mysql\", \"size\": 90000");
        assertThat(versions.unkeepable(1, DATABASES, IMAGES::contains))
                .containsExactly(
                        "Volume 'mysql' of node-1 has these sizes in MiB on its disks, {sdb=90000}, and with the new release"
                                + " {sdb=101836}.");
    }

    /** The Fuel master makes no image that is there, and both releases are of one operating system. */
    @Test
    void imagesOfTheNewReleaseHaveNamesOfTheirOwn() {
        versions.prepare(1, NEXT, List.of());
        var images = "select generated from octane_cluster_settings where release_id = ";
        assertThat(uri(images + "2")).isEqualTo("http://10.20.0.2:8080/targetimages/env_1_ubuntu_1404_amd64.img.gz");
        assertThat(uri(images + NEXT))
                .isEqualTo("http://10.20.0.2:8080/targetimages/env_1_2015.1.0-7.0_ubuntu_1404_amd64.img.gz");
        versions.prepare(1, NEXT, List.of());
        assertThat(uri(images + NEXT)).as("prepared again").doesNotContain("7.0_2015");
    }

    @Test
    void whoComesBackIsThePrimaryNoMore() {
        var deployments = Deployments.in(Database.of(database));
        deployments.handOverPrimary(1, List.of(2));
        assertThat(primaries()).containsExactly(1);
        deployments.handOverPrimary(1, List.of(1));
        assertThat(primaries()).containsExactly(2);
        deployments.handOverPrimary(1, List.of(1));
        assertThat(primaries()).containsExactly(2);
    }

    private List<Integer> primaries() {
        return sql.queryForList("select id from nodes where 'controller' = any (primary_roles)", Integer.class);
    }

    private String uri(String statement) {
        return Json.object(sql.queryForObject(statement, String.class))
                .at("/provision/image_data/~1/uri")
                .asText();
    }

    private void volumes(int node, String what, String changed) {
        var before = sql.queryForObject(
                "select volumes from volume_manager_node_volumes where node_id = ?", String.class, node);
        assertThat(before).contains(what);
        sql.update(
                "update volume_manager_node_volumes set volumes = ? where node_id = ?",
                before.replace(what, changed),
                node);
    }
}
