package org.octane.astute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.nailgun.deployment.TaskReport;
import org.octane.step.Mask;

/**
 * What Astute says of a task.
 *
 * @param status of the whole task: running, ready or error; null: the reply speaks of nodes only
 * @param masterFailed whether it says that tasks of the Fuel master have failed
 */
record Reply(String method, UUID task, String status, boolean masterFailed, TaskReport report) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Since 8.0 the first word of a worker that has taken a task. */
    private static final String TAKEN = "task_in_orchestrator";

    private static final String MASTER = "master";

    /** The reply is none that can be understood; the message quotes nothing of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** Puppet quotes the command lines that it fails with. */
    Reply masked(Mask mask) {
        var nodes = report.nodes().stream()
                .map(node -> new NodeReport(
                        node.id(), node.status(), node.progress(), mask.masked(node.errorMessage()), node.online()))
                .toList();
        return new Reply(
                method,
                task,
                status,
                masterFailed,
                new TaskReport(
                        report.running(),
                        report.ready(),
                        report.progress(),
                        mask.masked(report.error()),
                        nodes,
                        report.unreachable(),
                        report.refused()));
    }

    boolean isFinal() {
        return "ready".equals(status) || "error".equals(status);
    }

    /** Whether it ends well, on the Fuel master too. */
    boolean isReady() {
        return report.ready();
    }

    /** In percent, 0 if not said. */
    int progress() {
        return report.progress() == null ? 0 : report.progress();
    }

    /** Why the task failed, null if it didn't. */
    String error() {
        return report.error();
    }

    static Reply parse(String body) throws Malformed {
        try {
            var root = JSON.readTree(body);
            var args = root.path("args");
            var task = UUID.fromString(args.path("task_uuid").asText());
            var method = root.path("method").asText();
            return new Reply(method, task, text(args, "status"), masterFailed(args), report(method, args));
        } catch (JsonProcessingException e) {
            throw new Malformed("it is no JSON");
        } catch (IllegalArgumentException e) {
            throw new Malformed("it names no task");
        }
    }

    private static TaskReport report(String method, JsonNode args) {
        var nodes = new ArrayList<NodeReport>();
        // "master" and the null node of a graph are no rows of Nailgun.
        args.path("nodes").forEach(node -> id(node).ifPresent(id -> nodes.add(node(id, node))));
        var status = text(args, "status");
        return new TaskReport(
                TAKEN.equals(method) || "running".equals(status),
                "ready".equals(status) && !masterFailed(args),
                percent(args),
                text(args, "error"),
                List.copyOf(nodes),
                ids(args.path("inaccessible_nodes")),
                ids(args.path("error_nodes")));
    }

    private static boolean masterFailed(JsonNode args) {
        return StreamSupport.stream(args.path("nodes").spliterator(), false)
                .anyMatch(node -> MASTER.equals(text(node, "uid")) && "error".equals(text(node, "status")));
    }

    private static NodeReport node(int id, JsonNode node) {
        return new NodeReport(
                id,
                text(node, "status"),
                percent(node),
                text(node, "error_msg"),
                node.path("online").isBoolean() ? node.path("online").booleanValue() : null);
    }

    private static List<Integer> ids(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(Reply::id)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Integer> id(JsonNode node) {
        var uid = node.path("uid").asText();
        return uid.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(uid)) : Optional.empty();
    }

    private static Integer percent(JsonNode of) {
        return of.hasNonNull("progress")
                ? Math.max(0, Math.min(100, of.path("progress").asInt(0)))
                : null;
    }

    private static String text(JsonNode of, String field) {
        return of.hasNonNull(field) ? of.path(field).asText() : null;
    }
}
