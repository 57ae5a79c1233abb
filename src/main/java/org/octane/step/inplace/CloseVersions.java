package org.octane.step.inplace;

import java.util.Map;
import org.octane.nailgun.VersionedSettings;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/** Step {@code close-versions}: the upgrade is over for Nailgun, and the settings of the release of before are gone. */
public final class CloseVersions {

    private final VersionedSettings nailgun;

    public CloseVersions(VersionedSettings nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        return nailgun.of(call.original()).isEmpty()
                ? Outcome.done(
                        "The upgrade of cluster %d is closed.".formatted(call.original()),
                        Map.of(
                                "proof.release",
                                "cluster %d and all of its nodes have release %s"
                                        .formatted(
                                                call.original(),
                                                call.parameters().get("target_version"))))
                : Outcome.missing("Cluster %d has settings for two releases.".formatted(call.original()));
    }

    public Outcome act(StepCall call) {
        nailgun.close(call.original());
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        return Outcome.done("A closed upgrade stays closed.");
    }
}
