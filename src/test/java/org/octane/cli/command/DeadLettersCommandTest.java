package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.SampleAnswers;

class DeadLettersCommandTest extends CommandTest {

    @Test
    void allAreATable() {
        server.answer("GET /dead-letters", 200, "[" + SampleAnswers.DEAD_LETTER + "]");

        assertThat(run("dead-letters")).isZero();
        assertThat(out.toString())
                .contains("3   7        upgrade-node  evacuate  node-4  5         open    step-failed");
    }

    @Test
    void oneIsShownInFull() {
        server.answer("GET /dead-letters/3", 200, SampleAnswers.DEAD_LETTER);

        assertThat(run("dead-letters", "show", "3")).isZero();
        assertThat(out.toString())
                .isEqualTo(
                        """
                        Dead letter 3 (open): upgrade-node evacuate on node-4, upgrade 7
                          cause:    VM vm-1 stays on node-4. [step-failed]
                          when:     2026-01-02T03:01:00Z
                          attempts: 5, last exit status 9
                          output:
                            no host has room
                            for vm-1
                          to do:    Free a compute.
                          log:      octane logs 7 --step 44
                        """);
    }

    @Test
    void oneThatWasDealtWithSaysWhoDidSoWhenAndWhy() {
        server.answer(
                "GET /dead-letters/3",
                200,
                SampleAnswers.DEAD_LETTER
                        .replace("\"open\"", "\"discarded\"")
                        .replace(
                                "\"closed_at\": null",
                                "\"closed_at\": \"2026-01-02T04:00:00Z\", \"closed_by\": \"bob\","
                                        + " \"closed_reason\": \"done by hand\","
                                        + " \"cured_at\": \"2026-01-02T04:00:00Z\""));

        assertThat(run("dead-letters", "show", "3")).isZero();
        assertThat(out.toString())
                .contains(
                        "  closed:   discarded by bob at 2026-01-02T04:00:00Z: done by hand\n",
                        "  cured:    2026-01-02T04:00:00Z\n")
                .doesNotContain("to do");
    }

    @Test
    void oneIsRetriedByAPerson() {
        server.answer("POST /dead-letters/3/retry", 200, SampleAnswers.DEAD_LETTER.replace("open", "retried"));

        assertThat(run("dead-letters", "retry", "3", "--by", "bob")).isZero();
        assertThat(out.toString()).contains("octane watch 7");
        assertThat(server.requests().get(0).body()).isEqualTo("{\"person\":\"bob\"}");
    }

    @Test
    void oneIsDiscardedByAPersonWithAReason() {
        server.answer("POST /dead-letters/3/discard", 200, SampleAnswers.DEAD_LETTER.replace("open", "discarded"));

        assertThat(run("dead-letters", "discard", "3", "--by", "bob", "--reason", "done by hand"))
                .isZero();
        assertThat(server.requests().get(0).body()).isEqualTo("{\"person\":\"bob\",\"reason\":\"done by hand\"}");
    }

    @Test
    void discardingWithoutAReasonIsAUsageError() {
        assertThat(run("dead-letters", "discard", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--reason");
    }

    @Test
    void whatIsNotThereIsRefusedWithTheServersSentence() {
        server.answer(
                "GET /dead-letters/9", 404, "{\"message\": \"Dead letter with id 9 was not found.\", \"errors\": []}");

        assertThat(run("dead-letters", "show", "9")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("Dead letter with id 9 was not found.");
    }
}
