package org.octane.preflight;

/** One thing that has to be so before an upgrade. Looking changes nothing. */
interface Check {

    /** In kebab-case; operators ignore it by this name. */
    String name();

    /** Why it matters, in a sentence. */
    String why();

    /** @return why there is nothing to look at, in a sentence; null: there is */
    String needless(Subject subject);

    /**
     * @throws org.octane.step.StepFailure if a node can't be asked
     * @throws org.octane.plan.Refusal if Nailgun has something against it
     */
    Verdict look(Subject subject, Looks looks);
}
