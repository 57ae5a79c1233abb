package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The pre-flight checks that fail, by name. */
public record FailedChecks(List<String> names) {

    /** @throws Failure if there are no findings at all, by which nobody could call a cloud fit */
    public static FailedChecks of(JsonNode findings) {
        if (findings.isEmpty()) {
            throw new Failure(
                    ExitCode.UNFIT,
                    "The server has checked nothing, so whether the cloud is fit is not known.",
                    "See the server's log.");
        }
        List<String> failed = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (Json.text(finding, "result").equals("failed")) {
                failed.add(Json.text(finding, "check"));
            }
        }
        return new FailedChecks(failed);
    }

    public int exitCode() {
        return names.isEmpty() ? ExitCode.OK : ExitCode.UNFIT;
    }

    /** The options that let an upgrade start in spite of them: {@code --ignore ceph-health --ignore ssh}. */
    public String ignored() {
        return "--ignore " + String.join(" --ignore ", names);
    }
}
