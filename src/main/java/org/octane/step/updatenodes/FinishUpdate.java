package org.octane.step.updatenodes;

import java.util.Map;
import org.octane.nailgun.Updates;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** Step {@code finish-update}: the release that all nodes have is the cluster's. */
public final class FinishUpdate {

    private final Updates nailgun;

    public FinishUpdate(Updates nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        return nailgun.isFinished(call.original(), BeginUpdate.release(call))
                ? Outcome.done(
                        "Release " + version(call) + " is the cluster's.",
                        Map.of("proof.release", "cluster " + call.original() + " has release " + version(call)))
                : Outcome.missing("Nailgun does not have release " + version(call) + " as the cluster's yet.");
    }

    public Outcome act(StepCall call) {
        try {
            nailgun.finish(call.original(), BeginUpdate.release(call));
        } catch (Refusal e) {
            throw StepFailure.lasting(
                    e.getMessage(),
                    "Deploy the nodes that Nailgun has in error, or delete them from the cluster; then retry");
        }
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    private static String version(StepCall call) {
        return call.parameters().get("target_version");
    }
}
