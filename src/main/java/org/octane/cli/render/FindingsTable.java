package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.octane.cli.client.FailedChecks;
import org.octane.cli.client.Json;

/** The findings of a pre-flight as a table. */
public final class FindingsTable {

    private FindingsTable() {}

    /** A line for each check, and below what to do about those that fail. */
    public static void print(JsonNode findings, PrintWriter out) {
        Table table = new Table("CHECK", "RESULT", "FOUND");
        findings.forEach(finding ->
                table.row(Json.text(finding, "check"), Json.text(finding, "result"), Json.text(finding, "found")));
        table.print(out);
        FailedChecks failed = FailedChecks.of(findings);
        out.println();
        if (failed.names().isEmpty()) {
            out.println("The cloud is fit for this upgrade.");
            return;
        }
        int count = failed.names().size();
        out.println(count + (count == 1 ? " check fails:" : " checks fail:"));
        for (JsonNode finding : findings) {
            if (failed.names().contains(Json.text(finding, "check"))) {
                out.println("  " + Json.text(finding, "check") + ": " + Json.text(finding, "why"));
                out.println("    to do: " + Json.text(finding, "remedy"));
            }
        }
        if (failed.mayBeIgnored()) {
            out.println("To accept the risk of a failed check, add: " + failed.ignored());
        }
    }
}
