package org.octane.preflight;

/** Why a check has nothing to look at, or null. */
final class Needless {

    private static final String MASTER = "Only the Fuel master is concerned.";

    private Needless() {}

    /** Unless a cluster is concerned. */
    static String withoutCluster(Subject subject) {
        return subject.standing() == Standing.MASTER ? MASTER : null;
    }

    /** Unless one of the stages is planned. */
    static String without(Subject subject, String... stages) {
        return subject.runs(stages) ? null : "The plan has no stage " + String.join(" or ", stages) + ".";
    }
}
