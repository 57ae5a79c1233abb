package org.octane.preflight;

/**
 * One thing that has to be so before an upgrade. Looking changes nothing. Stages name the checks that belong to them; one that no
 * stage names is made for every plan.
 */
public interface Check {

    /** In kebab-case; operators ignore it by this name. */
    String name();

    /** Why it matters, in a sentence. */
    String why();

    /** Whether it goes by how many nodes are away at once, so that it is made again where that is changed. */
    default boolean ofBatches() {
        return false;
    }

    /** Whether a person may take the responsibility for what it finds; not where a step could not be made whoever does. */
    default boolean mayBeIgnored(PlannedUpgrade upgrade) {
        return true;
    }

    /** @return why there is nothing to look at in this cloud or plan, in a sentence; null: there is */
    String notApplicable(PlannedUpgrade upgrade);

    /**
     * @throws org.octane.step.StepFailure if a node can't be asked
     * @throws org.octane.plan.Refusal if Nailgun has something against it
     */
    Verdict look(PlannedUpgrade upgrade, NodeProbes probes);
}
