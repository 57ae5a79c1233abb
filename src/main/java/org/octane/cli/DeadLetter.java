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
        List<String> nodes,
        String attempts,
        String exitCode,
        String output,
        String cause,
        String remedy,
        String status,
        String created) {

    static DeadLetter of(JsonNode node) {
        return new DeadLetter(
                Json.text(node, "id"),
                Json.text(node, "upgrade_id"),
                Json.text(node, "stage"),
                Json.text(node, "name"),
                Json.texts(node.path("nodes")),
                Json.text(node, "attempts"),
                Json.text(node, "exit_code"),
                Json.text(node, "output"),
                Json.text(node, "cause"),
                Json.text(node, "remedy"),
                Json.text(node, "status"),
                Json.text(node, "created_at"));
    }

    void print(PrintWriter out) {
        String where = nodes.isEmpty() ? "" : " (" + Nodes.text(nodes) + ")";
        out.println(
                "Dead letter " + id + " (" + status + "): " + stage + " " + step + where + " of upgrade " + upgrade);
        out.println("  cause:    " + cause);
        out.println("  attempts: " + attempts + (exitCode.isEmpty() ? "" : ", last exit status " + exitCode));
        if (!output.isBlank()) {
            out.println("  output:");
            output.strip().lines().forEach(line -> out.println("    " + line));
        }
        if (!remedy.isEmpty()) {
            out.println("  to do:    " + remedy);
        }
    }
}
