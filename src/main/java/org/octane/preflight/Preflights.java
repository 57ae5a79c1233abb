package org.octane.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Finding.Result;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.StageCheck;
import org.octane.plan.catalogue.StageDefinition;
import org.octane.step.StepFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every check that applies, all at the same time. Each has the same deadline, counted from the beginning: a node that hangs
 * makes its check fail and holds nobody up.
 */
public final class Preflights {

    private static final Logger LOG = LoggerFactory.getLogger(Preflights.class);

    private final List<Check> checks;
    private final Catalogue catalogue;
    private final Function<PlannedUpgrade, NodeProbes> probes;
    private final Executor threads;
    private final Duration deadline;

    public Preflights(
            List<Check> checks,
            Catalogue catalogue,
            Function<PlannedUpgrade, NodeProbes> probes,
            Executor threads,
            Duration deadline) {
        this.checks = checks;
        this.catalogue = catalogue;
        this.probes = probes;
        this.threads = threads;
        this.deadline = deadline;
        catalogue.stages().values().forEach(this::known);
    }

    /**
     * @param ignored names of checks that may fail
     * @return one for each check
     * @throws Refusal if there is no check of an ignored name
     */
    public List<Finding> of(Cloud cloud, Plan plan, PlanOptions options, List<String> ignored) {
        return of(checks, cloud, plan, options, ignored);
    }

    /** Of what goes by how many nodes are away at once, and of nothing else. */
    public List<Finding> ofBatches(Cloud cloud, Plan plan, PlanOptions options, List<String> ignored) {
        return of(checks.stream().filter(Check::ofBatches).toList(), cloud, plan, options, ignored);
    }

    private List<Finding> of(List<Check> made, Cloud cloud, Plan plan, PlanOptions options, List<String> ignored) {
        known(ignored);
        var upgrade = new PlannedUpgrade(cloud, plan, options);
        var seen = probes.apply(upgrade);
        var begun = System.nanoTime();
        var findings =
                made.stream()
                        .map(check -> begin(check, upgrade, seen, ignored.contains(check.name())))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        LOG.atInfo()
                .addKeyValue("cluster", cloud.original())
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
                .addKeyValue(
                        "failed",
                        findings.stream()
                                .filter(f -> f.is(Result.FAILED))
                                .map(Finding::check)
                                .toList())
                .addKeyValue(
                        "ignored",
                        findings.stream()
                                .filter(f -> f.is(Result.IGNORED))
                                .map(Finding::check)
                                .toList())
                .log("Pre-flight done");
        return findings;
    }

    /** Names of checks in the files of stages. */
    private void known(StageDefinition stage) {
        var names = checks.stream().map(Check::name).toList();
        Stream.of(stage.checks().stream().map(StageCheck::name), stage.enables().stream(), stage.cures().stream())
                .flatMap(named -> named)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw stage.invalid(
                            "there is no pre-flight check '" + name + "'; there are " + String.join(", ", names));
                });
    }

    private void known(List<String> ignored) {
        var names = checks.stream().map(Check::name).toList();
        ignored.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "There is no pre-flight check '" + name + "'; there are " + String.join(", ", names) + ".");
        });
    }

    private CompletableFuture<Finding> begin(Check check, PlannedUpgrade upgrade, NodeProbes seen, boolean ignored) {
        var reason = Optional.ofNullable(check.notApplicable(upgrade))
                .or(() -> Optional.ofNullable(NotApplicable.withoutStage(upgrade, catalogue.stagesWith(check.name()))))
                .orElseGet(() -> NotApplicable.whereCured(upgrade, check.name()));
        if (reason != null) {
            return CompletableFuture.completedFuture(
                    new Finding(check.name(), Result.NOT_APPLICABLE, reason, check.why(), ""));
        }
        return CompletableFuture.supplyAsync(() -> check.look(upgrade, seen), threads)
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(thrown -> unknown(check, thrown))
                .thenApply(verdict -> check.mayBeIgnored(upgrade)
                        ? finding(check, verdict, ignored)
                        : finding(check, notIgnored(verdict), false));
    }

    private static Verdict notIgnored(Verdict verdict) {
        return verdict.passed()
                ? verdict
                : Verdict.failed(verdict.found() + " " + Verdict.NOT_IGNORED, verdict.remedy());
    }

    private static Finding finding(Check check, Verdict verdict, boolean ignored) {
        if (verdict.passed()) {
            return new Finding(check.name(), Result.PASSED, verdict.found(), check.why(), "");
        }
        var result = ignored ? Result.IGNORED : Result.FAILED;
        return new Finding(check.name(), result, verdict.found(), check.why(), verdict.remedy());
    }

    /** What can't be looked at is not known to be well. */
    private Verdict unknown(Check check, Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return Verdict.failed(
                        "There was no answer within " + deadline.toSeconds() + " s.",
                        "Look whether a node hangs, then try again.");
            }
            if (cause instanceof StepFailure failure) {
                return Verdict.failed(
                        "It could not be looked at: " + failure.getMessage(),
                        failure.remedy().isEmpty() ? "Cure that, then try again." : failure.remedy());
            }
            if (cause instanceof Refusal refusal) {
                return Verdict.failed(refusal.getMessage(), "Look into Nailgun.");
            }
        }
        LOG.atWarn().addKeyValue("check", check.name()).setCause(thrown).log("A pre-flight check failed by itself");
        return Verdict.failed(
                "It could not be looked at: " + thrown.getMessage(), "The server's log says more; then try again.");
    }
}
