package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.octane.cli.Commands;
import org.octane.cli.client.FakeServer;
import org.octane.cli.client.Json;
import picocli.CommandLine;

/** Runs a command as the launcher does, against a {@link FakeServer}, and keeps what it printed. */
public abstract class CommandTest {

    protected final StringWriter out = new StringWriter();
    protected final StringWriter err = new StringWriter();
    protected FakeServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    protected int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", server.url()));
        return runAsIs(all.toArray(String[]::new));
    }

    protected int runAsIs(String... arguments) {
        CommandLine root =
                new CommandLine(CommandLine.Model.CommandSpec.create().name("octane"));
        Commands.names().forEach(name -> root.addSubcommand(name, Commands.named(name)));
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, result) -> Commands.failed(exception, command))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** @param json the body, without the person that every change carries */
    protected void assertSent(String call, String json) throws IOException {
        assertThat(server.requests()).anySatisfy(request -> {
            assertThat(request.call()).isEqualTo(call);
            ObjectNode body = (ObjectNode) Json.read(request.body());
            body.remove("person");
            assertThat(body).isEqualTo(Json.read(json));
        });
    }
}
