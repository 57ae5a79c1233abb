package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;

class RetryCommandTest extends CommandTest {

    private static final String STEP =
            """
            {"id": 44, "upgrade_id": 7, "stage": "upgrade-node", "name": "evacuate", "title": "", "nodes": [4],
             "status": "%s", "attempt": 5, "max_attempts": 5}
            """;

    @Test
    void allDeadStepsOfAnUpgradeAreTriedAgain() {
        server.answer("GET /upgrades/7/steps?status=dead", 200, "[" + STEP.formatted("dead") + "]")
                .answer("POST /upgrades/7/steps/44/retry", 200, STEP.formatted("queued"));

        assertThat(run("retry", "7")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Step 44 (upgrade-node evacuate) is queued.
                        Follow it with: octane watch 7
                        """);
    }

    @Test
    void oneStepIsTriedAgainByItsId() {
        server.answer("POST /upgrades/7/steps/44/retry", 200, STEP.formatted("queued"));

        assertThat(run("retry", "7", "44")).isZero();

        assertThat(server.calls()).containsExactly("POST /upgrades/7/steps/44/retry");
    }

    @Test
    void anUpgradeWithoutADeadStepHasNothingToRetry() {
        server.answer("GET /upgrades/7/steps?status=dead", 200, "[]");

        assertThat(run("retry", "7")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("Upgrade 7 has no dead step.");
    }

    @Test
    void aRetryCarriesThePersonsName() {
        server.answer("POST /upgrades/7/steps/44/retry", 200, STEP.formatted("queued"));

        assertThat(run("retry", "7", "44", "--by", "alice")).isZero();
        assertThat(server.requests().get(0).body()).isEqualTo("{\"person\":\"alice\"}");
    }
}
