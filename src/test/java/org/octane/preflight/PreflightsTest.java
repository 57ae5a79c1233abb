package org.octane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Finding.Result;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.catalogue.Catalogues;
import org.octane.step.StepFailure;

/** How checks are run, whatever they look at. */
class PreflightsTest {

    private static final Cloud.Release RELEASE = new Cloud.Release(1, "Juno", "2014.2.2-6.1", "Ubuntu");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    private record Told(String name, Supplier<Verdict> verdict) implements Check {

        @Override
        public String why() {
            return "Because.";
        }

        @Override
        public String notApplicable(PlannedUpgrade upgrade) {
            return name.equals("not-applicable") ? "There is nothing." : null;
        }

        @Override
        public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
            return verdict.get();
        }
    }

    @AfterEach
    void letThreadsGo() {
        end.countDown();
        threads.shutdownNow();
    }

    private List<Finding> run(Duration deadline, List<String> ignored, Check... checks) {
        var cloud = new Cloud(1, "sample", RELEASE, RELEASE, null, List.of(), List.of());
        var options = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, true, false);
        return new Preflights(List.of(checks), Catalogues.OF_THE_ENGINE, upgrade -> null, threads, deadline)
                .of(cloud, new Plan("side-by-side", List.of()), options, ignored);
    }

    private Verdict hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Verdict.passed("Too late.");
    }

    @Test
    void aCheckThatHangsFailsAndHoldsNobodyUp() {
        var findings = run(
                Duration.ofSeconds(3),
                List.of(),
                new Told("hanging", this::hang),
                new Told("quick", () -> Verdict.passed("All is well.")));

        assertThat(findings.get(0).result()).isEqualTo(Result.FAILED);
        assertThat(findings.get(0).found()).isEqualTo("There was no answer within 3 s.");
        assertThat(findings.get(1).result()).isEqualTo(Result.PASSED);
    }

    @Test
    void allRunAtTheSameTime() {
        var meeting = new java.util.concurrent.CyclicBarrier(3);
        Supplier<Verdict> meet = () -> {
            try {
                meeting.await();
                return Verdict.passed("Met.");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        var findings = run(
                Duration.ofMinutes(1),
                List.of(),
                new Told("one", meet),
                new Told("two", meet),
                new Told("three", meet));

        assertThat(findings).allMatch(finding -> finding.is(Result.PASSED));
    }

    @Test
    void whatCannotBeLookedAtIsNotKnownToBeWell() {
        var findings = run(
                Duration.ofMinutes(1),
                List.of("away"),
                new Told("away", () -> {
                    throw StepFailure.unreachable("Node 4 does not answer.", "");
                }),
                new Told("broken", () -> {
                    throw new IllegalStateException("no number");
                }),
                new Told("not-applicable", this::hang));

        assertThat(findings.get(0).result()).isEqualTo(Result.IGNORED);
        assertThat(findings.get(0).found()).isEqualTo("It could not be looked at: Node 4 does not answer.");
        assertThat(findings.get(0).remedy()).isEqualTo("Cure that, then try again.");
        assertThat(findings.get(1).result()).isEqualTo(Result.FAILED);
        assertThat(findings.get(2).result()).isEqualTo(Result.NOT_APPLICABLE);
        assertThat(findings.get(2).found()).isEqualTo("There is nothing.");
    }

    @Test
    void whatCanNotBeIgnoredFailsThoughSomebodyIgnoresIt() {
        var check = new Check() {
            @Override
            public String name() {
                return "monitors";
            }

            @Override
            public String why() {
                return "Because.";
            }

            @Override
            public boolean mayBeIgnored(PlannedUpgrade upgrade) {
                return false;
            }

            @Override
            public String notApplicable(PlannedUpgrade upgrade) {
                return null;
            }

            @Override
            public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
                return Verdict.failed("There are two.", "Have three.");
            }
        };

        assertThat(run(Duration.ofSeconds(60), List.of("monitors"), check))
                .containsExactly(new Finding(
                        "monitors", Result.FAILED, "There are two. This can't be ignored.", "Because.", "Have three."));
    }
}
