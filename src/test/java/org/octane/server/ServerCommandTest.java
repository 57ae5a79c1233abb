package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.Octane;

/** What an operator reads when a server can't start: one sentence, no stack trace. */
class ServerCommandTest {

    @TempDir
    private Path data;

    private final StringWriter err = new StringWriter();

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(server("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("octane: Port " + taken.getLocalPort() + " of 127.0.0.1 can't be served: ")
                    .endsWith(" [port-taken]\n")
                    .contains("Name another with --port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws Exception {
        Files.writeString(
                data.resolve("application.properties"),
                Files.readString(Path.of("config/application.properties")) + "\noctane.database.url="
                        + "jdbc:postgresql://127.0.0.1:1/octane\noctane.database.patience=1s\n");
        assertThat(server("--port", "0", "--config", data.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("octane: The database at jdbc:postgresql://127.0.0.1:1/octane can't be used: ")
                .doesNotContain("\tat ");
    }

    @Test
    void aStepOfTheOperatorsThatCannotBeUsedIsNamed() throws Exception {
        var steps = Files.createDirectories(data.resolve("steps.d"));
        Files.writeString(
                steps.resolve("own.yaml"),
                "stage: own\n"
                        + "title: Own\n"
                        + "steps:\n"
                        + "  - {step: look, title: Looked, run: script, on: master, undo: nothing}\n");

        assertThat(server("--port", "0", "--config", data.toString())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("octane: " + steps.resolve("own.yaml")
                        + ": step look: there is no script steps.d/look.sh [definition-invalid]\n");
        assertThat(data.resolve("world")).doesNotExist();
    }

    @Test
    void aSettingThatDoesNotExistIsNamedBeforeAnythingIsStarted() throws Exception {
        Files.writeString(data.resolve("application.properties"), "octane.htp.port=1\n");
        assertThat(server("--port", "0", "--config", data.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("octane: octane.htp.port is not a setting; did you mean octane.http.port?"
                        + " It stands in " + data.resolve("application.properties") + ". [setting-invalid]");
        assertThat(data.resolve("server.lock")).doesNotExist();
    }

    @Test
    void aDumpThatIsNotThereIsNamedAlsoWhereTheCloudIsThereAlready() throws Exception {
        Files.createDirectories(data.resolve("world"));
        Files.createFile(data.resolve("world/postgres-ready"));

        assertThat(server("--embedded", "--port", "0", "--nailgun-dump", "/nonexist"))
                .isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("octane: The dump /nonexist can't be read. Name one that can with --nailgun-dump FILE."
                        + " [cloud-not-started]\n");
        assertThat(data.resolve("world.log")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        var file = Files.createFile(data.resolve("file"));
        data = file.resolve("below");
        assertThat(server()).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("octane: The data folder can't be made: ")
                .doesNotContain("\tat ");
    }

    private int server(String... options) {
        var line = Octane.commandLine("server");
        line.setErr(new PrintWriter(err, true));
        var arguments = new String[options.length + 3];
        arguments[0] = "server";
        arguments[1] = "--data";
        arguments[2] = data.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return line.execute(arguments);
    }
}
