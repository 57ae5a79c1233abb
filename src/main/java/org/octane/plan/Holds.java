package org.octane.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.plan.catalogue.AtOnce;
import org.octane.plan.catalogue.Batches;

/**
 * What keeps a batch from beginning, as the operator asks for it: so many nodes of its role are away already, nobody has approved of it, or
 * no window is open for as long as it takes. Of a stage too, as far as that may be. And what does not: so many nodes that failed for good.
 *
 * @param atOnce how many nodes of a role may be away at once
 * @param canary size of the first batch of a role
 * @param growing whether batches double after the first one, up to as many as may be away at once
 * @param approveBefore names of stages for which a person is asked
 * @param approveBatches whether a person is asked for each batch after the first one of its role
 * @param windows in which batches, and the first stage that closes the API, begin
 * @param failures how many nodes of a role may have failed for good without holding the others back
 */
public record Holds(
        PerRole<AtOnce> atOnce,
        PerRole<Integer> canary,
        boolean growing,
        List<String> approveBefore,
        boolean approveBatches,
        Windows windows,
        PerRole<Budget> failures) {

    /** As planned. */
    public static final Holds NONE = new Holds(PerRole.nothing(), PerRole.nothing(), false);

    public Holds {
        approveBefore = List.copyOf(approveBefore);
        // An upgrade of an Octane that had none goes on.
        failures = failures == null ? PerRole.nothing() : failures;
    }

    /** Without a failure budget. */
    public Holds(
            PerRole<AtOnce> atOnce,
            PerRole<Integer> canary,
            boolean growing,
            List<String> approveBefore,
            boolean approveBatches,
            Windows windows) {
        this(atOnce, canary, growing, approveBefore, approveBatches, windows, PerRole.nothing());
    }

    /** Without approvals and windows. */
    public Holds(PerRole<AtOnce> atOnce, PerRole<Integer> canary, boolean growing) {
        this(atOnce, canary, growing, List.of(), false, Windows.ALWAYS);
    }

    /** @param maxUnavailable for all roles alike, null: as planned */
    static Holds of(String maxUnavailable) {
        return maxUnavailable == null
                ? NONE
                : new Holds(new PerRole<>(AtOnce.of(maxUnavailable), Map.of()), PerRole.nothing(), false);
    }

    boolean ofBatches() {
        return !atOnce.isNothing() || !canary.isNothing() || growing || !failures.isNothing();
    }

    /** Roles that the operator names. */
    Set<String> roles() {
        var roles = new TreeSet<>(atOnce.named().keySet());
        roles.addAll(canary.named().keySet());
        roles.addAll(failures.named().keySet());
        return roles;
    }

    /**
     * How the nodes of these batches are cut.
     *
     * @param nodes how many nodes there are of the role
     * @throws Refusal if the operator wants more of this role than the stage's file lets be away at once
     */
    Batching of(Batches batches, int nodes) {
        int asked = (atOnce.of(batches.role()) == null ? batches.atOnce() : atOnce.of(batches.role())).of(nodes);
        boolean tooMany = batches.atMost() > 0 && asked > batches.atMost();
        if (tooMany && atOnce.named().containsKey(batches.role())) {
            throw Refusal.invalid("Of role %s at most %d may be away at once, whatever is asked for: %s is too many."
                    .formatted(batches.role(), batches.atMost(), atOnce.of(batches.role())));
        }
        int most = tooMany ? batches.atMost() : asked;
        var first = canary.of(batches.role());
        return new Batching(most, first == null ? batches.canary() : first, growing, failures(batches, nodes));
    }

    /** @throws Refusal if the operator wants a canary of more nodes than may be away at once */
    void refuseLargerCanary(Batches batches, int nodes) {
        var first = canary.named().get(batches.role());
        int most = of(batches, nodes).atOnce();
        if (first != null && first > most) {
            throw Refusal.invalid("A canary of %d nodes of role %s is more than the %d that may be away at once."
                    .formatted(first, batches.role(), most));
        }
    }

    /**
     * How many nodes of these batches may have failed for good without holding the others back.
     *
     * @param nodes how many nodes there are of the role
     * @throws Refusal if the operator names this role, and it has no budget, or not so many nodes
     */
    int failures(Batches batches, int nodes) {
        var named = failures.named().get(batches.role());
        if (named != null && named.number() > 0 && batches.atMost() > 0) {
            throw Refusal.invalid(
                    "Role %s has no failure budget: at most %d of its nodes may be away at once, whatever is asked for, and one that has failed is away."
                            .formatted(batches.role(), batches.atMost()));
        }
        if (named != null && named.of(nodes) > nodes) {
            throw Refusal.invalid("A budget of %s failures of role %s is more than the %d nodes that there are of it."
                    .formatted(named, batches.role(), nodes));
        }
        if (named != null && named.percent() && nodes > 0 && named.of(nodes) == 0) {
            throw Refusal.invalid(
                    "A budget of %s of the %d nodes of role %s, rounded down, is none: name a number, or a larger percentage."
                            .formatted(named, nodes, batches.role()));
        }
        var asked = failures.of(batches.role());
        return asked == null || batches.atMost() > 0 ? 0 : Math.min(asked.of(nodes), nodes);
    }

    /**
     * The same with another limit or budget of one role.
     *
     * @param limit null: as it is
     * @param budget null: as it is
     */
    Holds limited(String role, AtOnce limit, Budget budget) {
        return new Holds(
                atOnce.with(role, limit),
                canary,
                growing,
                approveBefore,
                approveBatches,
                windows,
                failures.with(role, budget));
    }
}
