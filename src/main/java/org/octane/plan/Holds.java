package org.octane.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.plan.catalogue.AtOnce;
import org.octane.plan.catalogue.Batches;

/**
 * What keeps a batch from beginning, as the operator asks for it: so many nodes of its role are away already, nobody has approved of it, or
 * no window is open for as long as it takes. Of a stage too, as far as that may be.
 *
 * @param atOnce how many nodes of a role may be away at once
 * @param canary size of the first batch of a role
 * @param growing whether batches double after the first one, up to as many as may be away at once
 * @param approveBefore names of stages for which a person is asked
 * @param approveBatches whether a person is asked for each batch after the first one of its role
 * @param windows in which batches, and the first stage that closes the API, begin
 */
public record Holds(
        PerRole<AtOnce> atOnce,
        PerRole<Integer> canary,
        boolean growing,
        List<String> approveBefore,
        boolean approveBatches,
        Windows windows) {

    /** As planned. */
    public static final Holds NONE = new Holds(PerRole.nothing(), PerRole.nothing(), false);

    public Holds {
        approveBefore = List.copyOf(approveBefore);
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
        return !atOnce.isNothing() || !canary.isNothing() || growing;
    }

    /** Roles that the operator names. */
    Set<String> roles() {
        var roles = new TreeSet<>(atOnce.named().keySet());
        roles.addAll(canary.named().keySet());
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
        return new Batching(most, first == null ? batches.canary() : first, growing);
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

    /** The same with another limit of one role. */
    Holds limited(String role, AtOnce limit) {
        var named = new HashMap<>(atOnce.named());
        named.put(role, limit);
        return new Holds(new PerRole<>(atOnce.all(), named), canary, growing, approveBefore, approveBatches, windows);
    }
}
