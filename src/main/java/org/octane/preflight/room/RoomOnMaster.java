package org.octane.preflight.room;

import java.util.Map;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.Subject;
import org.octane.preflight.Verdict;
import org.octane.step.StepCall;

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
    public String notApplicable(Subject subject) {
        return wanted(subject) == 0 ? "The plan keeps nothing on the Fuel master." : null;
    }

    @Override
    public Verdict look(Subject subject, NodeProbes probes) {
        long wanted = wanted(subject);
        long free =
                Long.parseLong(probes.answer(StepCall.MASTER, "room", Map.of()).get("var-free"));
        var sentence = free + " MiB are free under /var, " + wanted + " are needed.";
        return free >= wanted
                ? Verdict.passed(sentence)
                : Verdict.failed(sentence, "Make room under /var of the Fuel master.");
    }

    private static long wanted(Subject subject) {
        return subject.steps()
                .map(step -> step.with().get("room_mib"))
                .filter(mib -> mib != null)
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }
}
