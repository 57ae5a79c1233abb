package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "dead-letters", description = "Show steps that failed for good: all, or one in full.")
final class DeadLettersCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DEAD-LETTER",
            description = "A dead letter's id; default: a line for each.")
    private Long id;

    @Option(names = "--upgrade", paramLabel = "ID", description = "Only those of this upgrade.")
    private Long upgrade;

    @Option(names = "--retry", description = "Try the step of DEAD-LETTER again, once its cause is gone.")
    private boolean retry;

    @Override
    public Integer call() {
        if (retry && id == null) {
            throw new ParameterException(spec.commandLine(), "--retry needs the id of a dead letter");
        }
        Api api = connection.api();
        JsonNode answer = retry ? api.post("/dead-letters/" + id + "/retry", null) : letters(api);
        connection.print(answer, () -> {
            if (retry) {
                connection
                        .out()
                        .println("The step is tried again. Follow it with: octane watch "
                                + Json.text(answer, "upgrade_id"));
            } else if (id != null) {
                DeadLetter.of(answer).print(connection.out());
            } else {
                table(answer, connection.out());
            }
        });
        return ExitCode.OK;
    }

    private JsonNode letters(Api api) {
        JsonNode letters = api.get("/dead-letters" + (upgrade == null ? "" : "?upgrade=" + upgrade));
        if (id == null) {
            return letters;
        }
        for (JsonNode letter : letters) {
            if (letter.path("id").asLong() == id) {
                return letter;
            }
        }
        throw new Failure(
                ExitCode.REFUSED, "There is no dead letter " + id + ".", "See which there are: octane dead-letters");
    }

    private static void table(JsonNode letters, PrintWriter out) {
        if (letters.isEmpty()) {
            out.println("No dead letters.");
            return;
        }
        Table table = new Table("ID", "UPGRADE", "STAGE", "STEP", "NODES", "ATTEMPTS", "STATUS", "CAUSE");
        letters.forEach(node -> {
            DeadLetter letter = DeadLetter.of(node);
            table.row(
                    letter.id(),
                    letter.upgrade(),
                    letter.stage(),
                    letter.step(),
                    String.join(",", letter.nodes()),
                    letter.attempts(),
                    letter.status(),
                    letter.cause().lines().findFirst().orElse(""));
        });
        table.print(out);
        out.println("One in full, with what to do: octane dead-letters ID");
    }
}
