package org.octane.astute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.node.probe.AstuteQueue;

/**
 * What was seen of a task on the Fuel master. Silence and the absence of an answer are none of these: only what is proved by the
 * log, the processes and the queue is more than {@link Kind#UNKNOWN}.
 *
 * @param sentence for the operator
 * @param error why it failed, of {@link Kind#FAILED}
 * @param nodes how nodes had ended when it last spoke of them
 */
record Sighting(Kind kind, String sentence, String error, List<NodeReport> nodes) {

    enum Kind {
        /** A worker that lives has it. */
        WORKING,
        /** Its message is in the queue, or may still be handed to a worker. */
        QUEUED,
        /** It was not taken, and its message is gone. */
        NOT_TAKEN,
        /** Astute has said that it is done, in a reply that did not arrive. */
        READY,
        /** Astute has said that it failed, in a reply that did not arrive. */
        FAILED,
        /** Its worker had it and is gone, without a last word. */
        DEAD,
        UNKNOWN
    }

    private static final Pattern NODE = Pattern.compile("(\\d{1,9})=(ready|provisioned|error)");
    private static final Pattern MASTER = Pattern.compile("\\bmaster=(\\w+)");
    private static final int WHOLE = 100;

    /**
     * @param seen the results of the script
     * @param expired the time is over after which the queue drops the message
     */
    static Sighting of(Map<String, String> seen, boolean expired) {
        var words = seen.getOrDefault("task", "").split(" ", 2);
        var rest = words.length > 1 ? words[1] : "";
        var nodes = nodes(seen.getOrDefault("nodes", ""));
        return switch (words[0]) {
            case "working" -> new Sighting(Kind.WORKING, "Astute's process " + rest + " works on it", null, nodes);
            case "ready" ->
                masterFailed(seen)
                        ? failed("What the Fuel master itself had to do has failed", nodes)
                        : new Sighting(Kind.READY, "Astute's log has its end", null, nodes);
            case "error" -> failed(rest.isBlank() ? null : rest, nodes);
            case "gone" ->
                new Sighting(Kind.DEAD, "Astute's process " + rest + ", which had the task, has left it", null, nodes);
            case "absent" -> absent(seen, expired);
            default -> unknown(seen.getOrDefault("unknown", "the Fuel master says nothing of it"), nodes);
        };
    }

    /** Its end may still come from Astute. */
    boolean mayRun() {
        return kind == Kind.WORKING || kind == Kind.QUEUED;
    }

    private static Sighting failed(String error, List<NodeReport> nodes) {
        return new Sighting(Kind.FAILED, "Astute's log has its end", error, nodes);
    }

    static Sighting unknown(String why) {
        return unknown(why, List.of());
    }

    private static Sighting unknown(String why, List<NodeReport> nodes) {
        return new Sighting(Kind.UNKNOWN, "nobody knows whether Astute works on it: " + why, null, nodes);
    }

    /** Nobody has taken it so far; what the queue says was said before the log was read. */
    private static Sighting absent(Map<String, String> seen, boolean expired) {
        var told = AstuteQueue.in(seen);
        if (told.isEmpty()) {
            return unknown(seen.getOrDefault("unknown", "RabbitMQ has no queue naily"), List.of());
        }
        var queue = told.get();
        boolean deaf = !queue.isServed();
        if (!expired) {
            var sentence = deaf ? "Astute does not run, its queue has no consumer" : "Astute has not taken it yet";
            return new Sighting(Kind.QUEUED, sentence, null, List.of());
        }
        return queue.unacknowledged() == 0
                ? new Sighting(
                        Kind.NOT_TAKEN,
                        "Astute did not take the task in time" + (deaf ? ": its queue naily has no consumer" : ""),
                        null,
                        List.of())
                : new Sighting(Kind.QUEUED, "a worker of Astute may have its message in hand", null, List.of());
    }

    /** Astute ends a task well though the Fuel master's own part has failed; what it said last of that counts. */
    private static boolean masterFailed(Map<String, String> seen) {
        var last = "";
        var found = MASTER.matcher(seen.getOrDefault("nodes", ""));
        while (found.find()) {
            last = found.group(1);
        }
        return last.equals("error");
    }

    private static List<NodeReport> nodes(String text) {
        var nodes = new ArrayList<NodeReport>();
        var found = NODE.matcher(text);
        while (found.find()) {
            nodes.add(new NodeReport(Integer.parseInt(found.group(1)), found.group(2), WHOLE, null, null));
        }
        return List.copyOf(nodes);
    }
}
