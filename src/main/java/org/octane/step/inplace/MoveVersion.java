package org.octane.step.inplace;

import java.util.List;
import org.octane.nailgun.VersionedSettings;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/**
 * Steps {@code move-primary}, {@code move-controller} and {@code move-nodes}: the nodes are to be installed with the new release, with
 * its settings and its layout of disks.
 */
public final class MoveVersion {

    private final VersionedSettings nailgun;

    public MoveVersion(VersionedSettings nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        int release = BeginVersions.release(call);
        var left = notOf(release, call);
        return left.isEmpty()
                ? Outcome.done("Nodes %s have the settings of release %d.".formatted(call.nodes(), release))
                : Outcome.missing("Nodes %s have the settings of another release.".formatted(left));
    }

    public Outcome act(StepCall call) {
        BeginVersions.required(nailgun, call);
        nailgun.move(call.nodes(), BeginVersions.release(call));
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        var first = nailgun.of(call.original()).map(SettingsVersions::first);
        if (first.isPresent() && !notOf(first.get(), call).isEmpty()) {
            nailgun.move(call.nodes(), first.get());
        }
        return Outcome.done("Nodes %s have the settings of the release of before.".formatted(call.nodes()));
    }

    private List<Integer> notOf(int release, StepCall call) {
        return call.nodes().stream()
                .filter(node -> nailgun.release(node) != release)
                .toList();
    }
}
