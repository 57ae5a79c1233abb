package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The pre-flight checks that fail, by name.
 *
 * @param binding those of them that can't be ignored
 */
public record FailedChecks(List<String> names, List<String> binding) {

    private static final String NOT_IGNORED = "This can't be ignored.";

    /** @throws Failure if there are no findings at all, by which nobody could call a cloud fit */
    public static FailedChecks of(JsonNode findings) {
        if (findings.isEmpty()) {
            throw new Failure(
                    ExitCode.UNFIT,
                    "The server has checked nothing, so whether the cloud is fit is not known.",
                    "See the server's log.");
        }
        List<String> failed = new ArrayList<>();
        List<String> binding = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (Json.text(finding, "result").equals("failed")) {
                failed.add(Json.text(finding, "check"));
                if (Json.text(finding, "found").contains(NOT_IGNORED)) {
                    binding.add(Json.text(finding, "check"));
                }
            }
        }
        return new FailedChecks(failed, binding);
    }

    /** @param reasons {@code check: what was found} each */
    static FailedChecks named(List<String> reasons) {
        return new FailedChecks(
                reasons.stream().map(FailedChecks::name).toList(),
                reasons.stream()
                        .filter(reason -> reason.contains(NOT_IGNORED))
                        .map(FailedChecks::name)
                        .toList());
    }

    private static String name(String reason) {
        return reason.replaceFirst("(?s):.*", "");
    }

    /** Nothing begins as long as one of them can't be ignored. */
    public boolean mayBeIgnored() {
        return binding.isEmpty();
    }

    public int exitCode() {
        return names.isEmpty() ? ExitCode.OK : ExitCode.UNFIT;
    }

    /** The options that let an upgrade start in spite of them: {@code --ignore ceph-health --ignore ssh}. */
    public String ignored() {
        return "--ignore " + String.join(" --ignore ", names);
    }
}
