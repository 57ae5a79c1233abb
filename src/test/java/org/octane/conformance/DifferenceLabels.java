package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.octane.json.Json;

/**
 * Says of a difference what its row is to the message: whose task and node it is, and whether the real one went back.
 *
 * @param before the rows before the message
 * @param task uuid of the message's
 * @param nodes of that task
 */
record DifferenceLabels(Map<String, Map<String, ObjectNode>> before, String task, List<Integer> nodes) {

    private static final Pattern ROW =
            Pattern.compile("(tasks|nodes)\\[(\\d+)]\\.(\\w+): recorded (.*), Octane .*", Pattern.DOTALL);
    private static final Pattern NEWS =
            Pattern.compile("new in notifications \\{.*?message=(.*), node_id=(\\w+).*}: .*", Pattern.DOTALL);

    /** Of the row of a task: at work, ended or absent. */
    static String state(Map<String, Map<String, ObjectNode>> rows, String task) {
        return rows.get("tasks").values().stream()
                .filter(row -> row.path("uuid").asText().equals(task))
                .map(row -> row.path("status").asText().matches("running|pending") ? "at work" : "ended")
                .findFirst()
                .orElse("absent");
    }

    String of(String difference) {
        var row = ROW.matcher(difference);
        if (row.matches()) {
            return (row.group(1).equals("tasks") ? whoseTask(row) : whoseNode(row)) + back(row) + difference;
        }
        var news = NEWS.matcher(difference);
        return news.matches() ? news(news) + difference : difference;
    }

    private JsonNode row(Matcher row) {
        return before.get(row.group(1))
                .getOrDefault(Json.array().add(Integer.parseInt(row.group(2))).toString(), Json.object());
    }

    private String whoseTask(Matcher row) {
        var found = row(row);
        if (found.path("uuid").asText().equals(task)) {
            return "own ";
        }
        return found.path("name").asText().equals("deploy") ? "parent " : "other ";
    }

    private String whoseNode(Matcher row) {
        return task.isEmpty() || nodes.contains(Integer.parseInt(row.group(2))) ? "" : "foreign ";
    }

    private String back(Matcher row) {
        var old = row(row).path(row.group(3));
        var recorded = row.group(4);
        return switch (row.group(3)) {
            case "progress" ->
                recorded.equals("null")
                                || old.isNull() && recorded.equals("unchanged")
                                || recorded.matches("\\d+") && Integer.parseInt(recorded) < old.asInt()
                        ? "back "
                        : "";
            case "status" ->
                old.asText().matches("ready|provisioned|error") && !recorded.matches("unchanged|error") ? "back " : "";
            case "message" -> recorded.equals("null") ? "back " : "";
            default -> "";
        };
    }

    private String news(Matcher news) {
        var again = before.get("notifications").values().stream()
                .anyMatch(row -> row.path("message").asText().equals(news.group(1)));
        var node = news.group(2);
        var foreign = !node.equals("null") && !nodes.contains(Integer.parseInt(node));
        return (again ? "again " : "") + (foreign ? "foreign " : "");
    }
}
