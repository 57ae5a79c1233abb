package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.VersionedSettings;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.sql.Database;
import org.octane.step.StepFailure;

/** What is cast for nodes of a cluster that has settings for two releases. */
class VersionMessagesTest {

    private static final int FIRST = 2;
    private static final int NEXT = 4;

    private VersionedSettings versions;
    private AstuteMessages messages;

    @BeforeEach
    void begun() throws Exception {
        DataSource database = Databases.nailgun();
        NailgunSchema.migrate(database);
        versions = new Nailgun(Database.of(database), Database.of(Databases.octane())).versions();
        messages = new AstuteMessages(
                Databases.deployments(database),
                MasterSettings.defaults(),
                Databases.NO_RELEASE_FILES,
                Databases.NO_PLUGIN_FILES);
        versions.prepare(1, NEXT, List.of());
        versions.begin(1);
    }

    @Test
    void theFirstVersionManagesTheClusterUntilNodesHaveTheOther() {
        var facts = facts(4);
        assertThat(facts.path("openstack_version").asText()).isEqualTo("2014.2.2-6.1");
        assertThat(facts.has("public_ssl")).isFalse();
        assertThat(uids(facts)).contains("1", "4");
    }

    @Test
    void anUpgradedNodeIsToldOfTheNewVersionAndOfNoNodeThatHasAnother() {
        versions.move(List.of(1), NEXT);
        var facts = facts(1);
        assertThat(facts.path("openstack_version").asText()).isEqualTo("2015.1.0-7.0");
        assertThat(facts.path("fuel_version").asText()).isEqualTo("7.0");
        assertThat(facts.at("/public_ssl/services").booleanValue()).isFalse();
        assertThat(uids(facts)).containsExactly("1");
        assertThat(facts.at("/network_metadata/vips").fieldNames())
                .toIterable()
                .contains("public", "management", "vrouter", "vrouter_pub");
        assertThat(facts.at("/puppet/modules").asText()).contains("2015.1.0-7.0");
        assertThat(facts(4).path("openstack_version").asText()).isEqualTo("2014.2.2-6.1");
        assertThat(uids(facts(4))).doesNotContain("1");
    }

    @Test
    void anUpgradedNodeIsInstalledFromTheNewReleasesRepositories() {
        versions.move(List.of(1), NEXT);
        assertThat(installation(1)).contains("mos7.0").doesNotContain("mos6.1");
        assertThat(installation(4)).contains("mos6.1").doesNotContain("mos7.0");
    }

    @Test
    void afterTheSwitchNodesThatHaveTheFirstVersionAreStillToldOfIt() {
        versions.move(List.of(1), NEXT);
        versions.switchOver(1);
        assertThat(facts(1).path("openstack_version").asText()).isEqualTo("2015.1.0-7.0");
        assertThat(facts(4).path("openstack_version").asText()).isEqualTo("2014.2.2-6.1");
        versions.goBack(1);
        versions.move(List.of(1), FIRST);
        assertThat(facts(1).path("openstack_version").asText()).isEqualTo("2014.2.2-6.1");
    }

    @Test
    void nodesOfTwoVersionsAreNotCastTogether() {
        versions.move(List.of(1), NEXT);
        assertThatThrownBy(
                        () -> messages.provision(UUID.randomUUID(), 1, List.of(1, 2), new PreservedVolumes(Set.of())))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Nodes [1, 2] of cluster 1 have settings of more than one release: [2, 4].");
    }

    private JsonNode facts(int node) {
        return messages.deploy(UUID.randomUUID(), 1, List.of(node), false).at("/args/deployment_info/0");
    }

    private String installation(int node) {
        return messages.provision(UUID.randomUUID(), 1, List.of(node), new PreservedVolumes(Set.of()))
                .at("/args/provisioning_info")
                .toString();
    }

    private static Set<String> uids(JsonNode facts) {
        return new TreeSet<>(facts.path("nodes").findValuesAsText("uid"));
    }
}
