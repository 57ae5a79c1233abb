package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.octane.scenario.RunningServer;

/**
 * Somebody who reads a document and types its commands one after the other, and compares what is printed. The server's folder
 * is another than the documented one, and so is its port. {@code curl} is one of Java's, for a machine that has none.
 */
final class Reader implements AutoCloseable {

    private static final List<String> DOCUMENTED_FOLDER = List.of("~/octane", "$HOME/octane");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private RunningServer server;

    Reader(Path folder) {
        this.folder = folder;
    }

    RunningServer server() {
        return server;
    }

    /** @throws AssertionError if something else is printed than the document says */
    void types(Typed typed) throws Exception {
        var words = words(typed.command());
        if (isStatus(words)) {
            // It is shown as it is some time later.
            Awaitility.await(typed.command())
                    .atMost(PATIENCE)
                    .untilAsserted(() -> compare(typed, octane(words.subList(1, words.size()))));
        } else {
            compare(typed, printed(words, typed.command()));
        }
    }

    private String printed(List<String> words, String command) throws Exception {
        return switch (words.get(0)) {
            case "scripts/octane" -> words.get(1).equals("server") ? started() : octane(words.subList(1, words.size()));
            case "curl" -> curl(words);
            case "kill" -> killed();
            default -> bash(inItsFolder(command));
        };
    }

    private String inItsFolder(String command) {
        var typed = command;
        for (var folder : DOCUMENTED_FOLDER) {
            typed = server == null ? typed : typed.replace(folder, server.data().toString());
        }
        return typed;
    }

    private static boolean isStatus(List<String> words) {
        return words.equals(List.of("scripts/octane", "status"));
    }

    private static void compare(Typed typed, String output) {
        assertThat(typed.prints(output))
                .as(
                        "$ %s\nprints\n%s\nand the document says\n%s",
                        typed.command(), output, String.join("\n", typed.printed()))
                .isTrue();
    }

    private String started() throws IOException {
        if (server == null) {
            server = RunningServer.start(folder, "--speed", "40");
        } else {
            server.start();
        }
        return server.standardOutput();
    }

    private String killed() throws InterruptedException {
        server.kill();
        return "";
    }

    private String octane(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.octane.Octane"));
        command.addAll(arguments);
        return output(command);
    }

    private String bash(String command) throws IOException, InterruptedException {
        return output(List.of("bash", "-c", command));
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (server != null) {
            builder.environment().put("OCTANE_URL", server.url());
        }
        var file = Files.createTempFile(folder, "command", ".out");
        var process = builder.redirectOutput(file.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(String.join(" ", command))
                .isTrue();
        return Files.readString(file);
    }

    /** As the shell takes a line apart. */
    private List<String> words(String command) throws IOException, InterruptedException {
        return Stream.of(bash("printf '%s\\n' " + inItsFolder(command).replaceAll("[|>&;].*", ""))
                        .split("\n"))
                .toList();
    }

    private String curl(List<String> words) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder().timeout(PATIENCE);
        var method = "";
        var body = "";
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    var header = words.get(++i);
                    var line = header.startsWith("@") ? Files.readString(Path.of(header.substring(1))) : header;
                    var parts = line.strip().split(": ", 2);
                    request.header(parts[0], parts[1]);
                }
                case "-d" -> body = words.get(++i);
                default -> request.uri(URI.create(words.get(i).replaceFirst("http://[^/]+", server.url())));
            }
        }
        if (method.isEmpty()) {
            method = body.isEmpty() ? "GET" : "POST";
        }
        request.method(method, HttpRequest.BodyPublishers.ofString(body));
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (server != null) {
            try {
                // What it works on is of no interest any more.
                server.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server.close();
        }
    }
}
