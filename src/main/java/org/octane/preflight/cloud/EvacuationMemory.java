package org.octane.preflight.cloud;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.octane.preflight.Check;
import org.octane.preflight.Emptied;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;
import org.octane.step.StepFailure;

/** The other computes have room for what the fullest batch runs. */
public final class EvacuationMemory implements Check {

    private static final Pattern FREE_AND_USED = Pattern.compile("-?\\d{1,18} -?\\d{1,18}");

    @Override
    public String name() {
        return "evacuation-memory";
    }

    @Override
    public String why() {
        return "VMs move before their compute is installed anew; without memory for them elsewhere they stay, and the"
                + " upgrade stops.";
    }

    @Override
    public boolean ofBatches() {
        return true;
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        if (!upgrade.options().liveMigration()) {
            return "VMs are stopped and started again, none moves.";
        }
        return NotApplicable.withoutNova(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var memory = probes.answer(upgrade.controller(), "memory", Map.of()).words();
        var untold = upgrade.evacuated().stream()
                .flatMap(List::stream)
                .filter(host -> words(memory, host) == null)
                .toList();
        if (!untold.isEmpty()) {
            return Verdict.failed(
                    "Nova does not tell how much memory the VMs take on " + Verdict.listed(untold) + ".",
                    "See on a controller why 'nova hypervisor-list' lacks them.");
        }
        var computes = ComputeServices.of(upgrade, probes);
        var tightest = upgrade.emptied().stream()
                .map(batch -> new Move(
                        batch,
                        used(memory, batch.hosts()),
                        free(memory, batch.left(computes.usable(batch.hosts()), host -> free(memory, List.of(host))))))
                .min(Comparator.comparingLong(move -> move.free() - move.used()))
                .orElseThrow();
        return tightest.free() >= tightest.used()
                ? Verdict.passed(tightest.sentence())
                : Verdict.failed(
                        tightest.sentence(),
                        "Free memory, move fewer computes at once with --max-unavailable, or stop the VMs instead:"
                                + " --live-migration false");
    }

    /** In MiB. */
    private record Move(Emptied batch, long used, long free) {

        String sentence() {
            return "What runs on " + Verdict.listed(batch.hosts()) + " takes " + used + " MiB, the other computes have "
                    + free + " MiB free" + batch.provided() + ".";
        }
    }

    private static long used(Map<String, String> memory, List<String> hosts) {
        return hosts.stream().mapToLong(host -> number(memory, host, 1)).sum();
    }

    private static long free(Map<String, String> memory, List<String> hosts) {
        return hosts.stream()
                .mapToLong(host -> Math.max(0, number(memory, host, 0)))
                .sum();
    }

    private static long number(Map<String, String> memory, String host, int word) {
        var words = words(memory, host);
        if (words == null) {
            return 0;
        }
        if (!FREE_AND_USED.matcher(words).matches()) {
            throw StepFailure.passing(
                    "The memory of %s was told as '%s' instead of two numbers of MiB.".formatted(host, words));
        }
        return Long.parseLong(words.split(" ")[word]);
    }

    /** Keys of results are in small letters. */
    private static String words(Map<String, String> memory, String host) {
        return memory.get("memory." + host.toLowerCase(Locale.ROOT));
    }
}
