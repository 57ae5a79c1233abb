package org.octane.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.octane.failure.Code;

/** Turns an error answer into a {@link Failure} that says what an operator can do about it. */
final class ErrorAnswer {

    private static final String PREFLIGHT = "Pre-flight: ";

    private ErrorAnswer() {}

    /** The header of an error answer that has its name. */
    static final String CODE = "Octane-Code";

    /**
     * @param retryAfter seconds, from the header of this name; null if it was not sent
     * @param code from the header of this name; null if it was not sent
     */
    static Failure of(String server, int status, String answer, String retryAfter, String code) {
        JsonNode error;
        try {
            // Java hides what a server answers to a body by 401.
            error = status == 401 && answer.isBlank()
                    ? Json.object().put("message", "The server at " + server + " does not know who you are.")
                    : Json.read(answer);
        } catch (JsonProcessingException e) {
            return notOctane(server);
        }
        if (!error.hasNonNull("message")) {
            return notOctane(server);
        }
        StringBuilder message = new StringBuilder(error.path("message").asText());
        error.path("errors").forEach(reason -> message.append("\n  - ").append(reason.asText()));
        return new Failure(
                exitCode(status, code),
                message.toString(),
                next(status, retryAfter, error),
                code == null ? Code.ofStatus(status).word() : code);
    }

    private static int exitCode(int status, String code) {
        if (Code.PREFLIGHT_FAILED.word().equals(code)) {
            return ExitCode.UNFIT;
        }
        return switch (status) {
            case 500 -> ExitCode.UPGRADE_FAILED;
            case 429, 503 -> ExitCode.UNREACHABLE;
            default -> ExitCode.REFUSED;
        };
    }

    /** Also a server that is still starting, whose port is open before its API answers: callers go on waiting. */
    static Failure notOctane(String server) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "What answers at " + server + " is not an Octane server.",
                "Name the server with --url URL, OCTANE_URL or --data DIR.");
    }

    private static String next(int status, String retryAfter, JsonNode error) {
        if (error.path("message").asText().startsWith(PREFLIGHT)) {
            FailedChecks failed = FailedChecks.named(Json.texts(error.path("errors")));
            return failed.mayBeIgnored()
                    ? "Nothing was changed. Remove the cause, or accept the risk with the same command and "
                            + failed.ignored()
                    : "Nothing was changed. Remove the cause; " + String.join(", ", failed.binding())
                            + " can't be ignored.";
        }
        return switch (status) {
            case 400 -> "Nothing was changed. Correct the arguments; --help shows them.";
            case 401 ->
                "Nothing was changed. Run it as the user of the server, or log in with --token-file FILE, OCTANE_TOKEN, or --user"
                        + " NAME.";
            case 403 -> "Nothing was changed. Ask whoever runs the server for the role operator.";
            case 404 -> "Nothing was changed. 'octane status' and 'octane nodes' show what exists.";
            // A refusal that names a command has said what comes next.
            case 405, 409 ->
                error.path("message").asText().contains(": octane ")
                        ? "Nothing was changed."
                        : "Nothing was changed. 'octane status' shows the upgrades that run.";
            case 429, 503 -> "Try again in " + (retryAfter == null ? "a few" : retryAfter) + " seconds.";
            default -> "See the server's log and 'octane status'.";
        };
    }
}
