package org.octane.astute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.step.Mask;

/**
 * What Astute says of a task.
 *
 * @param status of the whole task: running, ready or error; null: the reply speaks of nodes only
 * @param progress in percent, 0 if not said
 * @param error why the task failed, null if it didn't
 */
record Reply(String method, UUID task, String status, int progress, String error, List<NodeReport> nodes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The reply is none that can be understood; the message quotes nothing of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** Puppet quotes the command lines that it fails with. */
    Reply masked(Mask mask) {
        return new Reply(
                method,
                task,
                status,
                progress,
                mask.masked(error),
                nodes.stream()
                        .map(node -> new NodeReport(
                                node.id(),
                                node.status(),
                                node.progress(),
                                mask.masked(node.errorMessage()),
                                node.online()))
                        .toList());
    }

    boolean isFinal() {
        return isReady() || "error".equals(status);
    }

    boolean isReady() {
        return "ready".equals(status);
    }

    static Reply parse(String body) throws Malformed {
        try {
            var root = JSON.readTree(body);
            var args = root.path("args");
            var task = UUID.fromString(args.path("task_uuid").asText());
            var nodes = new ArrayList<NodeReport>();
            for (JsonNode node : args.path("nodes")) {
                // "master" and the null node of a graph are no rows of Nailgun.
                if (node.path("uid").asText().matches("\\d{1,9}")) {
                    nodes.add(node(node));
                }
            }
            return new Reply(
                    root.path("method").asText(),
                    task,
                    text(args, "status"),
                    percent(args),
                    text(args, "error"),
                    List.copyOf(nodes));
        } catch (JsonProcessingException e) {
            throw new Malformed("it is no JSON");
        } catch (IllegalArgumentException e) {
            throw new Malformed("it names no task");
        }
    }

    private static NodeReport node(JsonNode node) {
        return new NodeReport(
                Integer.parseInt(node.path("uid").asText()),
                text(node, "status"),
                percent(node),
                text(node, "error_msg"),
                node.path("online").isBoolean() ? node.path("online").booleanValue() : null);
    }

    private static int percent(JsonNode of) {
        return Math.max(0, Math.min(100, of.path("progress").asInt(0)));
    }

    private static String text(JsonNode of, String field) {
        return of.hasNonNull(field) ? of.path(field).asText() : null;
    }
}
