package org.octane.preflight.room;

import java.util.Map;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** There is the room on the Fuel master that the plan asks for. */
public final class RoomOnMaster implements Check {

    @Override
    public String name() {
        return "room-on-master";
    }

    @Override
    public String why() {
        return "Copies of what is edited there, images and packages lie below /var.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return wanted(upgrade) == 0 ? "The plan keeps nothing on the Fuel master." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        long wanted = wanted(upgrade);
        long free = probes.answer(StepCall.MASTER, "room", Map.of()).number("var-free");
        var sentence = free + " MiB are free under /var, " + wanted + " are needed.";
        return free >= wanted
                ? Verdict.passed(sentence)
                : Verdict.failed(sentence, "Make room under /var of the Fuel master.");
    }

    private static long wanted(PlannedUpgrade upgrade) {
        return upgrade.steps()
                .map(step -> step.with().get("room_mib"))
                .filter(mib -> mib != null)
                .mapToLong(RoomOnMaster::number)
                .max()
                .orElse(0);
    }

    /** As a stage's file has it, which may be an operator's own. */
    private static long number(String mib) {
        if (!mib.matches("\\d{1,9}")) {
            throw StepFailure.lasting(
                    "'room_mib: " + mib + "' of a step is no whole number of MiB.", "Correct it in the stage's file.");
        }
        return Long.parseLong(mib);
    }
}
