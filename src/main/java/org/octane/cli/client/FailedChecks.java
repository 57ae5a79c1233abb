package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The pre-flight checks that fail, by name. */
public record FailedChecks(List<String> names) {

    public static FailedChecks of(JsonNode findings) {
        List<String> failed = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (Json.text(finding, "result").equals("failed")) {
                failed.add(Json.text(finding, "check"));
            }
        }
        return new FailedChecks(failed);
    }

    /** The options that let an upgrade start in spite of them: {@code --ignore ceph-health --ignore ssh}. */
    public String ignored() {
        return "--ignore " + String.join(" --ignore ", names);
    }
}
