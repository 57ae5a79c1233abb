package org.octane.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.render.Format;
import org.octane.cli.render.VisibleOut;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that talks to a server: where it is, and how its answer is printed. */
public final class Connection {

    private static final String DEFAULT_URL = "http://127.0.0.1:8008";

    private static final String ADDRESS = "server.properties";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:OCTANE_URL}",
            description = "The server; else OCTANE_URL, else what runs on --data, else " + DEFAULT_URL + ".")
    private String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:OCTANE_DATA}",
            description = "The server's data folder, to find its address; else OCTANE_DATA.")
    private Path data;

    @Mixin
    private LoginOptions login;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private Format format;

    private VisibleOut out;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public Api api() {
        var address = address();
        return new Api(address, new Api.Access(() -> login.of(address, data), login.trust()));
    }

    public PrintWriter out() {
        if (out == null) {
            var terminal = command.commandLine().getOut();
            out = machine() ? VisibleOut.on(terminal) : VisibleOut.wrapped(terminal);
        }
        return out;
    }

    /** Whether a program reads what is printed. */
    public boolean machine() {
        return format != Format.TABLE;
    }

    public void print(JsonNode answer, Runnable table) {
        if (machine()) {
            out().println(format.text(answer));
        } else {
            table.run();
        }
        out().flush();
    }

    private String address() {
        if (url != null) {
            return url;
        }
        if (data == null) {
            return DEFAULT_URL;
        }
        Path file = data.resolve(ADDRESS);
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.getProperty("url", DEFAULT_URL);
        } catch (IOException e) {
            List<String> clouds = clouds();
            if (!clouds.isEmpty()) {
                throw new Failure(
                        ExitCode.USAGE,
                        "The server of " + data + " has several clouds, each with a folder of its own.",
                        "Name one: " + String.join(" or ", clouds));
            }
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "No server has written its address to " + file + ".",
                    "Start one with 'octane server --data " + data + "', or name a running one with --url URL.");
        }
    }

    /** Options that name a cloud each, where the folder is that of a server with several. */
    private List<String> clouds() {
        List<String> options = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(data)) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(ADDRESS))) {
                    options.add("--data " + folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not there, or not to be read: nothing is known of a server.
            return List.of();
        }
        Collections.sort(options);
        return options;
    }
}
