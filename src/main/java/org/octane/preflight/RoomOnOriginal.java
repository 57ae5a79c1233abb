package org.octane.preflight;

import java.util.Map;

/** There is room for the dump where the databases are. */
final class RoomOnOriginal implements Check {

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
    public String needless(Subject subject) {
        return subject.standing() == Standing.SWITCHING
                ? "The databases and monitors have moved."
                : Needless.without(subject, "upgrade-db", "upgrade-ceph");
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var sizes = Sizes.of(looks.answer(subject.originalController(), "databases", Map.of()));
        long wanted = MARGIN
                + (subject.runs("upgrade-db") ? sizes.data() : 0)
                + (subject.runs("upgrade-ceph") ? sizes.monitor() : 0);
        var sentence = "On " + subject.name(subject.originalController()) + " dump and archive take " + wanted
                + " MiB at most, " + sizes.free() + " MiB are free.";
        return sizes.free() >= wanted
                ? Verdict.passed(sentence)
                : Verdict.failed(sentence, "Make room under /var/lib there.");
    }
}
