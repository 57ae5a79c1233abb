package org.octane.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.plan.Cloud;

/**
 * One request to a step.
 *
 * @param upgrade id of the upgrade
 * @param step id of the step's row
 * @param stage name of the stage, as in the plan
 * @param name name of the step; it is the route {@code direct:step-<name>}
 * @param phase what is asked
 * @param attempt number of the attempt, from 1; it grows when a failed step is tried again
 * @param fence grows with every claim of the row; who holds a lower one may change nothing any more
 * @param nodes Nailgun ids of the nodes concerned; {@link #MASTER} is the Fuel master; empty: no node
 * @param original id of the cluster that is upgraded
 * @param seed id of the new cluster, null as long as there is none
 * @param parameters what the plan's {@code with:} and {@code uses:} give, and what {@code facts} adds
 */
public record StepCall(
        long upgrade,
        long step,
        String stage,
        String name,
        Phase phase,
        int attempt,
        long fence,
        List<Integer> nodes,
        int original,
        Integer seed,
        Map<String, String> parameters) {

    /** See {@link Cloud#MASTER}. */
    public static final int MASTER = Cloud.MASTER;

    public StepCall {
        nodes = List.copyOf(nodes);
        parameters = Map.copyOf(parameters);
    }

    /** The same call with more parameters; the added win. */
    public StepCall with(Map<String, String> added) {
        var all = new HashMap<>(parameters);
        all.putAll(added);
        return new StepCall(upgrade, step, stage, name, phase, attempt, fence, nodes, original, seed, all);
    }

    /** The same call with these parameters alone. */
    public StepCall only(Map<String, String> some) {
        return new StepCall(upgrade, step, stage, name, phase, attempt, fence, nodes, original, seed, some);
    }

    /** The same call for another phase. */
    public StepCall in(Phase other) {
        return new StepCall(upgrade, step, stage, name, other, attempt, fence, nodes, original, seed, parameters);
    }

    /** The same call for some of its nodes. */
    public StepCall on(List<Integer> some) {
        return new StepCall(upgrade, step, stage, name, phase, attempt, fence, some, original, seed, parameters);
    }
}
