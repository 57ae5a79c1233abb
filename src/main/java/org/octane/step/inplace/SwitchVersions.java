package org.octane.step.inplace;

import java.util.List;
import java.util.Map;
import org.octane.nailgun.VersionedSettings;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/** Step {@code switch-versions}: the settings of the new release are those in force, since it is what serves. */
public final class SwitchVersions {

    private final VersionedSettings nailgun;

    public SwitchVersions(VersionedSettings nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        return BeginVersions.required(nailgun, call).switched()
                ? Outcome.done("Cluster %d is managed with the settings of release %d."
                        .formatted(call.original(), BeginVersions.release(call)))
                : Outcome.missing(
                        "Cluster %d is managed with the settings of the release of before.".formatted(call.original()));
    }

    public Outcome act(StepCall call) {
        nailgun.switchOver(call.original());
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    /** Who goes back is told what was changed in between; it is kept with the other version. */
    public Outcome undo(StepCall call) {
        var changed = nailgun.of(call.original()).isPresent() ? nailgun.goBack(call.original()) : List.of();
        var said = "Cluster %d is managed with the settings of the release of before".formatted(call.original());
        return changed.isEmpty()
                ? Outcome.done(said + ".")
                : Outcome.done(
                        said + "; not in them is what was changed since the switch: " + changed + ".",
                        Map.of(
                                "proof.settings",
                                "changes since the switch, kept with the new release's settings: " + changed));
    }
}
