package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** A step that failed for good, as an operator needs to see it. */
record DeadLetter(
        String id,
        String upgrade,
        String stage,
        String step,
        List<String> names,
        String attempts,
        String exitCode,
        String output,
        String cause,
        String remedy,
        String status,
        String created,
        String closed,
        String closedBy,
        String closedReason,
        String cured) {

    static DeadLetter of(JsonNode node) {
        return new DeadLetter(
                Json.text(node, "id"),
                Json.text(node, "upgrade_id"),
                Json.text(node, "stage"),
                Json.text(node, "name"),
                named(node),
                Json.text(node, "attempts"),
                Json.text(node, "exit_code"),
                Json.text(node, "output"),
                Json.text(node, "cause"),
                Json.text(node, "remedy"),
                Json.text(node, "status"),
                Json.text(node, "created_at"),
                Json.text(node, "closed_at"),
                Json.text(node, "closed_by"),
                Json.text(node, "closed_reason"),
                Json.text(node, "cured_at"));
    }

    private static List<String> named(JsonNode node) {
        return Json.texts(node.path(node.path("node_names").isEmpty() ? "nodes" : "node_names"));
    }

    void print(PrintWriter out) {
        String where = names.isEmpty() ? "" : " on " + String.join(", ", names);
        out.println("Dead letter " + id + " (" + status + "): " + stage + " " + step + where + ", upgrade " + upgrade);
        out.println("  cause:    " + cause);
        out.println("  when:     " + created);
        out.println("  attempts: " + attempts + (exitCode.isEmpty() ? "" : ", last exit status " + exitCode));
        if (!output.isBlank()) {
            out.println("  output:");
            output.strip().lines().forEach(line -> out.println("    " + line));
        }
        if (status.equals("open") && !remedy.isEmpty()) {
            out.println("  to do:    " + remedy);
        }
        if (!closed.isEmpty()) {
            String why = closedReason.isEmpty() ? "" : ": " + closedReason;
            out.println("  closed:   " + status + " by " + closedBy + " at " + closed + why);
        }
        if (!cured.isEmpty()) {
            out.println("  cured:    " + cured);
        }
    }
}
