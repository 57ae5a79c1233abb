package org.octane.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.StepDefinition;

/** In front of what may not begin at once: a step that waits until it is its turn. */
record Turns(Holds holds) {

    /**
     * In front of a batch. Nobody is asked for one that is the first of each of its roles: that is the canary.
     *
     * @param groups of the batch
     */
    Optional<Plan.Group> ofBatch(int unit, List<Together.Share> shares, List<Plan.Group> groups) {
        var takes = groups.stream().map(Plan.Group::estimate).reduce(Duration.ZERO, Duration::plus);
        boolean first = shares.stream().allMatch(share -> share.number() == 0);
        return of(unit, next(shares), holds.approveBatches() && !first, true, takes);
    }

    private static String next(List<Together.Share> shares) {
        var roles = shares.stream().map(share -> share.role().name()).toList();
        int last = roles.size() - 1;
        var nodes = shares.stream()
                .flatMap(share -> share.nodes().stream())
                .map(Cloud.Node::hostname)
                .toList();
        return (last == 0
                        ? "batch of role " + roles.get(0)
                        : "batch of roles " + String.join(", ", roles.subList(0, last)) + " and " + roles.get(last))
                + ": " + String.join(", ", nodes);
    }

    /** @param takes null: whenever it begins */
    Optional<Plan.Group> ofStage(String title, boolean approval, Duration takes) {
        return of(null, title, approval, takes != null, takes == null ? Duration.ZERO : takes);
    }

    private Optional<Plan.Group> of(Integer unit, String next, boolean approval, boolean timed, Duration takes) {
        boolean waits = timed && !holds.windows().isAlways();
        if (waits && !holds.windows().everFit(takes)) {
            throw Refusal.invalid("No window is long enough for %s: it takes about %d min (%s)."
                    .formatted(next, (takes.toSeconds() + 59) / 60, holds.windows()));
        }
        if (!waits && !approval) {
            return Optional.empty();
        }
        var with = new HashMap<>(Map.of("next", next, "approval", Boolean.toString(approval)));
        if (waits) {
            with.put("windows", holds.windows().toString());
            with.put("takes", Long.toString(takes.toSeconds()));
        }
        return Optional.of(new Plan.Group(unit, List.of(step(Catalogue.TURN, next, with))));
    }

    private static String title(String next, Map<String, String> with) {
        boolean asked = with.get("approval").equals("true");
        var windows = with.containsKey("windows") ? "a window is open (" + with.get("windows") + ")" : "";
        return (asked ? "A person has approved" : "") + (asked && !windows.isEmpty() ? ", and " : "")
                + (asked ? windows : windows.replaceFirst("^a", "A")) + ": " + next;
    }

    private static Plan.Step step(StepDefinition turn, String next, Map<String, String> with) {
        return new Plan.Step(
                turn.name(),
                title(next, with),
                List.of(),
                with,
                turn.uses(),
                turn.undo(),
                turn.irreversible(),
                turn.until(),
                turn.drains(),
                turn.estimate(),
                turn.timeout(),
                turn.attempts());
    }
}
