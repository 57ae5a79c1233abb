package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What the checks of a pre-flight found. */
final class Findings {

    private Findings() {}

    /** A line for each check, and below what to do about those that fail. */
    static void print(JsonNode findings, PrintWriter out) {
        Table table = new Table("CHECK", "RESULT", "FOUND");
        findings.forEach(finding ->
                table.row(Json.text(finding, "check"), Json.text(finding, "result"), Json.text(finding, "found")));
        table.print(out);
        List<String> failed = failed(findings);
        out.println();
        if (failed.isEmpty()) {
            out.println("The cloud is fit for it.");
            return;
        }
        out.println(failed.size() + (failed.size() == 1 ? " check fails:" : " checks fail:"));
        for (JsonNode finding : findings) {
            if (failed.contains(Json.text(finding, "check"))) {
                out.println("  " + Json.text(finding, "check") + ": " + Json.text(finding, "why"));
                out.println("    to do: " + Json.text(finding, "remedy"));
            }
        }
        out.println("Who takes the responsibility for one adds: " + ignoring(failed));
    }

    static List<String> failed(JsonNode findings) {
        List<String> failed = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (Json.text(finding, "result").equals("failed")) {
                failed.add(Json.text(finding, "check"));
            }
        }
        return failed;
    }

    /** {@code --ignore ceph-health --ignore ssh} */
    static String ignoring(List<String> checks) {
        return "--ignore " + String.join(" --ignore ", checks);
    }
}
