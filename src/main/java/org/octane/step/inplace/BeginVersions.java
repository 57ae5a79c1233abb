package org.octane.step.inplace;

import org.octane.nailgun.VersionedSettings;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** Step {@code begin-versions}: the cluster is in upgrade, and each of its nodes is to get the release that is prepared. */
public final class BeginVersions {

    private final VersionedSettings nailgun;

    public BeginVersions(VersionedSettings nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        var versions = required(nailgun, call);
        return versions.begun()
                ? Outcome.done("Cluster %d is in upgrade; its nodes wait for release %d."
                        .formatted(call.original(), versions.next()))
                : Outcome.missing("Cluster %d is in no upgrade yet.".formatted(call.original()));
    }

    public Outcome act(StepCall call) {
        required(nailgun, call);
        nailgun.begin(call.original());
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        if (nailgun.of(call.original()).isPresent()) {
            nailgun.cancel(call.original());
        }
        return Outcome.done("Cluster %d is in no upgrade any more.".formatted(call.original()));
    }

    /** The two versions, if they lead where the upgrade was planned to. */
    static SettingsVersions required(VersionedSettings nailgun, StepCall call) {
        int release = release(call);
        return nailgun.of(call.original())
                .filter(versions -> versions.next() == release)
                .orElseThrow(() -> StepFailure.lasting(
                        "Cluster %d has no settings prepared for release %d.".formatted(call.original(), release),
                        "Prepare them: fuel2 env update, or PUT /clusters/%d/ with pending_release_id; then retry."
                                .formatted(call.original())));
    }

    static int release(StepCall call) {
        return Integer.parseInt(call.parameters().get("release_id"));
    }
}
