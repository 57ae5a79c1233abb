package org.octane.preflight.room;

import java.util.Map;
import org.octane.plan.catalogue.ServingSide;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.Subject;
import org.octane.preflight.Verdict;

/** There is room for the dump where the databases are. */
public final class RoomOnOriginal implements Check {

    private static final long MARGIN = 64;

    @Override
    public String name() {
        return "room-on-original";
    }

    @Override
    public String why() {
        return "A controller whose disk runs full stops its databases, and with them the cloud.";
    }

    @Override
    public String notApplicable(Subject subject) {
        return subject.serving() == ServingSide.SWITCHING ? "The databases and monitors have moved." : null;
    }

    @Override
    public Verdict look(Subject subject, NodeProbes probes) {
        var sizes = Sizes.of(probes.answer(subject.originalController(), "databases", Map.of()));
        var kept = subject.subjectsOf(name());
        long wanted = MARGIN
                + (kept.contains("databases") ? sizes.data() : 0)
                + (kept.contains("monitor") ? sizes.monitor() : 0);
        var sentence = "On " + subject.name(subject.originalController()) + " dump and archive take " + wanted
                + " MiB at most, " + sizes.free() + " MiB are free.";
        return sizes.free() >= wanted
                ? Verdict.passed(sentence)
                : Verdict.failed(sentence, "Make room under /var/lib there.");
    }
}
