package org.octane.plan.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A step, defined once; where it is used again some of it may be said anew.
 *
 * @param file where it is defined
 * @param job what acts outlives the connection to the node
 * @param title what is so afterwards; {@code {node}} and {@code {nodes}} stand for names
 * @param beside the step right before it, at the same time as which it runs, null: it runs when that is over
 * @param role within batches: only nodes that have it; elsewhere the step is left out where no node of the cloud has it
 * @param with parameters as they are
 * @param uses parameters that are results of earlier steps of the stage: {@code step.result}; for its undo also what the undoing of
 *     a later step said: {@code undo-step.result}
 * @param until a later step: no upgrade ends between the two, for this one holds the cloud back
 * @param drains a role whose service on the step's nodes is missing from now on until they are installed
 * @param undo how it is taken back, null if it can't be
 * @param irreversible why it can't be taken back, null if it can
 * @param scripts of a route: those that it runs
 */
public record StepDefinition(
        String name,
        String file,
        Run run,
        boolean job,
        String title,
        StepTarget on,
        Mode mode,
        String beside,
        String role,
        Map<String, String> with,
        Map<String, String> uses,
        String until,
        String drains,
        String undo,
        String irreversible,
        Duration estimate,
        Duration timeout,
        int attempts,
        List<String> scripts) {

    /** Before the name of a step whose undoing left a result. */
    public static final String UNDONE = "undo-";

    /** Where it is used again: beside which step it runs is said in each place. */
    StepDefinition elsewhere() {
        return new StepDefinition(
                name,
                file,
                run,
                job,
                title,
                on,
                mode,
                null,
                role,
                with,
                uses,
                until,
                drains,
                undo,
                irreversible,
                estimate,
                timeout,
                attempts,
                scripts);
    }

    public boolean serial() {
        return mode == Mode.SERIAL;
    }

    /** One instance that has all nodes, or none. */
    public boolean together() {
        return mode == Mode.TOGETHER || on == StepTarget.BATCH || on == StepTarget.CLUSTER;
    }

    /** What can't be done with it, in a sentence after its place and name. */
    public InvalidDefinition invalid(String what) {
        return new InvalidDefinition(file + ": step " + name, what);
    }

    /** Of whichever nodes. */
    public String description() {
        return title.replace("{node}", "a node").replace("{nodes}", "nodes");
    }
}
