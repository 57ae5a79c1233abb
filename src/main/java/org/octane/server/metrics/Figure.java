package org.octane.server.metrics;

import java.util.List;

/**
 * One metric.
 *
 * @param unit null if it is a number of things
 * @param labels at most two
 * @param always values of the first label that are shown also where they are 0
 */
record Figure(String name, String unit, String description, List<String> labels, List<String> always) {

    static final List<Figure> ALL = List.of(
            new Figure(
                    "octane.steps",
                    null,
                    "Steps by status, of upgrades that are not over and of the newest",
                    List.of("status"),
                    List.of(
                            "pending",
                            "queued",
                            "running",
                            "waiting",
                            "succeeded",
                            "failed",
                            "dead",
                            "skipped",
                            "undone")),
            new Figure(
                    "octane.upgrades",
                    null,
                    "Upgrades by status",
                    List.of("status"),
                    List.of(
                            "planned",
                            "running",
                            "paused",
                            "failed",
                            "succeeded",
                            "aborted",
                            "rolling-back",
                            "rolled-back")),
            new Figure(
                    "octane.stage.duration",
                    "seconds",
                    "How long a stage took, or takes by now",
                    List.of("upgrade", "stage"),
                    List.of()),
            plain("octane.dead.letters", null, "Dead letters nobody has dealt with"),
            new Figure(
                    "octane.leases",
                    null,
                    "Steps that an instance holds, and those whose instance has not renewed its lease in time",
                    List.of("state"),
                    List.of("held", "overdue")),
            plain("octane.instances", null, "Servers that work on this database"),
            plain("octane.outbox.messages", null, "Messages that are not sent yet"),
            plain("octane.outbox.oldest", "seconds", "Age of the oldest message that is not sent"),
            new Figure(
                    "octane.notices",
                    null,
                    "Notices that the webhook or command has not taken yet, or not in time in the last day",
                    List.of("state"),
                    List.of("failing", "given-up")),
            byMethod("octane.astute.first.answer", "From the newest cast to Astute's first answer"),
            byMethod("octane.astute.task", "From the newest cast that is over to its end"),
            byMethod("octane.astute.silence", "For how long nothing was heard of the task that Astute has"),
            new Figure(
                    "octane.api.outage",
                    "seconds",
                    "For how long what is probed gave no answer",
                    List.of("upgrade", "target"),
                    List.of()));

    private static Figure plain(String name, String unit, String description) {
        return new Figure(name, unit, description, List.of(), List.of());
    }

    private static Figure byMethod(String name, String description) {
        return new Figure(name, "seconds", description, List.of("method"), List.of());
    }
}
