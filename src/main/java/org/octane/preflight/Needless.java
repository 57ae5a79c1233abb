package org.octane.preflight;

/** Why a check has nothing to look at, or null. */
final class Needless {

    private static final String MASTER = "Only the Fuel master is concerned.";

    private Needless() {}

    /** Unless a cluster is concerned. */
    static String withoutCluster(Subject subject) {
        return subject.standing() == Standing.MASTER ? MASTER : null;
    }

    /** Unless Ceph answers and one of the stages is planned. */
    static String withoutCeph(Subject subject, String... stages) {
        if (subject.cloud().nodes().stream().noneMatch(node -> node.has("ceph-osd"))) {
            return "The cloud has no OSD nodes.";
        }
        return subject.standing() == Standing.SWITCHING
                ? "Ceph's monitors are on their way to the seed."
                : without(subject, stages);
    }

    /** Unless nova answers and a compute is emptied. */
    static String withoutNova(Subject subject) {
        if (subject.evacuated().isEmpty()) {
            return "No compute is emptied.";
        }
        return subject.standing() == Standing.MAINTENANCE || subject.standing() == Standing.SWITCHING
                ? "The APIs are closed since the databases moved; each compute is looked at again before it is emptied."
                : null;
    }

    /** Unless one of the stages is planned. */
    static String without(Subject subject, String... stages) {
        return subject.runs(stages) ? null : "The plan has no stage " + String.join(" or ", stages) + ".";
    }
}
