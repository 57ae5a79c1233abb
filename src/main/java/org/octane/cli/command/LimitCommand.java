package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.PersonOption;
import org.octane.cli.option.RoleWords;
import org.octane.cli.render.CountText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "limit",
        description =
                "Change how many nodes of a role may be away at once, or fail and hold only themselves. Batches that have begun go on as"
                        + " they are.")
public final class LimitCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "The role.")
    private String role;

    @Option(
            names = "--max-unavailable",
            paramLabel = "N|N%|serial|parallel",
            description = "How many nodes of it may be away at once, from the next batch on.")
    private String atOnce;

    @Mixin
    private IgnoreOption ignore;

    @Option(
            names = "--failures",
            paramLabel = "N|N%",
            description = "How many nodes of it may fail for good from now on and hold only themselves.")
    private String failures;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept for audit.")
    private String reason;

    @Override
    public Integer call() {
        if (atOnce == null && failures == null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Nothing to change: --max-unavailable, --failures, or both are to be named.",
                    "Such as: octane limit " + upgrade + " --role " + role + " --max-unavailable 2");
        }
        var body = person.body().put("role", role);
        if (atOnce != null) {
            body.set("max_unavailable", RoleWords.MAX_UNAVAILABLE.value(atOnce));
        }
        if (failures != null) {
            body.set("failures", RoleWords.FAILURES.value(failures));
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode answer = connection.api().post("/upgrades/" + upgrade + "/limit", ignore.addTo(body));
        connection.print(answer, () -> {
            if (atOnce != null) {
                connection
                        .out()
                        .println("From the next batch of role " + role + " on at most "
                                + said(answer, "max_unavailable", atOnce) + " may be away at once.");
            }
            if (failures != null) {
                connection
                        .out()
                        .println("So many nodes of role " + role + " may fail and hold only themselves: "
                                + said(answer, "failures", failures) + ".");
                int open = answer.path("open_dead_letters").asInt();
                if (open > 0) {
                    connection
                            .out()
                            .println("That is for what fails from now on; what has failed before ("
                                    + CountText.of(open, "dead letter") + ") goes on with: octane retry " + upgrade);
                }
            }
            connection.out().println("Upgrade " + upgrade + " is " + Json.text(answer, "status") + ".");
            connection.out().println("Follow it with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }

    /** How many nodes a word or a percentage is. */
    private String said(JsonNode answer, String field, String asked) {
        for (JsonNode batches : answer.path("batches")) {
            if (Json.text(batches, "role").equals(role)
                    && batches.path("over").asInt() < batches.path("batches").asInt()) {
                return batches.path(field).asText();
            }
        }
        return asked;
    }
}
