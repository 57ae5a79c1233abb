package org.octane.astute;

import org.octane.astute.erase.Erasing;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/**
 * A step that does nothing on the way there. On the way back its nodes, if a later step had them erased, are installed or deployed with
 * the release that they have then; so it stands where on the way back nobody waits for them any more.
 */
public final class WayBackCast {

    private final NodeOperation kind;
    private final Deployments nailgun;
    private final CastStep cast;
    private final CastTable casts;

    WayBackCast(NodeOperation kind, CastDispatcher dispatcher, Deployments nailgun, Erasing erasing) {
        this.kind = kind;
        this.nailgun = nailgun;
        this.cast = new CastStep(kind, dispatcher, nailgun, erasing);
        this.casts = dispatcher.casts();
    }

    public Outcome check(StepCall call) {
        return Outcome.done("It is for the way back");
    }

    public Outcome act(StepCall call) {
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        if (!casts.hasErased(call.nodes(), call.upgrade(), call.step())) {
            return Outcome.done("Nodes " + call.nodes() + " are still installed as before");
        }
        var seen = cast.check(call);
        if (seen.kind() != Outcome.Kind.MISSING) {
            return seen;
        }
        if (kind.deploys()) {
            // As the primary one it would make a cluster of its own instead of joining the others'.
            nailgun.handOverPrimary(call.original(), call.nodes());
        }
        return cast.act(call);
    }
}
