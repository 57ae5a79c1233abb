package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.SampleAnswers;

class StageCommandsTest extends CommandTest {

    @BeforeEach
    void aClusterAndItsSeed() {
        server.answer("POST /upgrades", 201, SampleAnswers.RUNNING)
                .answer("GET /clusters/5", 200, "{\"id\": 5, \"original_cluster_id\": 1}")
                .answer("GET /clusters/1", 200, "{\"id\": 1, \"original_cluster_id\": null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "cleanup-fuel"})
    void stagesOfTheFuelMasterNeedNoCluster(String stage) throws IOException {
        server.answer("GET /clusters", 200, "[{\"id\": 1}, {\"id\": 5, \"original_cluster_id\": 1}]");

        assertThat(run(stage)).isZero();

        assertSent(
                "POST /upgrades",
                "{\"original_cluster_id\": 1, \"strategy\": \"side-by-side\", \"stages\": [\"" + stage + "\"]}");
    }

    @Test
    void whereNailgunHasSeveralClustersOneHasToBeNamed() {
        server.answer("GET /clusters", 200, "[{\"id\": 1}, {\"id\": 2}]");

        assertThat(run("prepare")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("has 2 clusters").contains("octane prepare --env ID");

        assertThat(run("prepare", "--env", "2")).isZero();
    }

    @Test
    void upgradeEnvTakesSpareServersAsControllers() throws IOException {
        assertThat(run("upgrade-env", "1", "10", "11", "12", "--release", "4")).isZero();

        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "stages": ["upgrade-env"],
                 "controllers": [10, 11, 12], "release_id": 4}
                """);
    }

    @Test
    void upgradeEnvTakesTheClusterAsAnOptionToo() throws IOException {
        assertThat(run("upgrade-env", "--env", "1", "10", "11", "12")).isZero();

        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "stages": ["upgrade-env"], "controllers": [10, 11, 12]}
                """);
        assertThat(run("upgrade-env", "--env", "1")).isZero();
        assertThat(run("upgrade-env")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Missing required parameter: 'ENV [NODE…]'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade-db", "upgrade-ceph", "upgrade-control", "cleanup-env"})
    void stagesOfASeedFindItsOriginal(String stage) throws IOException {
        assertThat(run(stage, "5")).isZero();

        assertSent(
                "POST /upgrades",
                "{\"original_cluster_id\": 1, \"strategy\": \"side-by-side\", \"stages\": [\"" + stage
                        + "\"], \"seed_cluster_id\": 5}");
    }

    @Test
    void upgradeNodeTakesNodesAndTheSeedLast() throws IOException {
        assertThat(run("upgrade-node", "4", "6", "5")).isZero();

        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "stages": ["upgrade-node"],
                 "seed_cluster_id": 5, "nodes": [4, 6]}
                """);
    }

    @Test
    void upgradeNodeWithoutASeedIsAUsageError() {
        assertThat(run("upgrade-node", "4")).isEqualTo(ExitCode.USAGE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aClusterThatIsNoSeedIsRefused() {
        assertThat(run("upgrade-db", "1")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString())
                .contains("Cluster 1 is not a seed")
                .contains("Make one with: octane upgrade-env --env ENV");
        assertThat(server.calls()).containsExactly("GET /clusters/1");
    }
}
