package org.octane.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A further server in the cloud of a {@link RunningServer}, as a process of its own. */
final class JoinedServer implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(120);
    private static final int STOP_SECONDS = 40;

    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> options;
    private final String classPath;
    private Process process;

    private JoinedServer(Path folder, Map<String, String> environment, List<String> options, String classPath) {
        this.folder = folder;
        this.environment = environment;
        this.options = options;
        this.classPath = classPath;
    }

    /**
     * @param environment the broker of all, and what is otherwise with this one
     */
    static JoinedServer start(Serving first, Path folder, Map<String, String> environment) throws IOException {
        return start(first, folder, environment, System.getProperty("java.class.path"));
    }

    /** The same of another release. */
    static JoinedServer start(Serving first, Path folder, Map<String, String> environment, String classPath)
            throws IOException {
        return start(first, folder, environment, List.of(), classPath);
    }

    static JoinedServer start(Serving first, Path folder, Map<String, String> environment, QuickStart program)
            throws IOException {
        return start(first, folder, environment, program.options(), program.classPath());
    }

    private static JoinedServer start(
            Serving first, Path folder, Map<String, String> environment, List<String> options, String classPath)
            throws IOException {
        var settings = new HashMap<>(ofWorld(first.world()));
        settings.putAll(environment);
        return start(folder, settings, options, classPath);
    }

    /** One for several clouds, whose environment says where each of them is. */
    static JoinedServer start(Path folder, Map<String, String> environment) throws IOException {
        return start(folder, environment, List.of(), System.getProperty("java.class.path"));
    }

    private static JoinedServer start(
            Path folder, Map<String, String> environment, List<String> options, String classPath) throws IOException {
        var server = new JoinedServer(Files.createDirectories(folder), environment, options, classPath);
        server.start();
        return server;
    }

    /** Settings of servers that have a broker of their own. */
    static Map<String, String> behind(String url, String user, Path passwordFile) {
        return Map.of(
                "OCTANE_BROKER_URL",
                url,
                "OCTANE_BROKER_USER",
                user,
                "OCTANE_BROKER_PASSWORD_FILE",
                passwordFile.toString());
    }

    /** Where a cloud is that another server has started. */
    static Map<String, String> ofWorld(Properties world) {
        return Map.of(
                "OCTANE_DATABASE_URL", world.getProperty("postgres.url"),
                "OCTANE_DATABASE_USER", world.getProperty("postgres.user"),
                "OCTANE_DATABASE_PASSWORD", world.getProperty("postgres.password"),
                "OCTANE_ASTUTE_URL", world.getProperty("astute.url"),
                "OCTANE_ASTUTE_USER", world.getProperty("astute.user"),
                "OCTANE_ASTUTE_PASSWORD", world.getProperty("astute.password"),
                "OCTANE_SSH_USER", world.getProperty("ssh.user"),
                "OCTANE_SSH_KEY_FILE", world.getProperty("ssh.key-file"),
                "OCTANE_SSH_ADDRESSES", world.getProperty("ssh.addresses"),
                "OCTANE_PROBE_API", "none");
    }

    void start() throws IOException {
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "umask 077; exec \"$@\"",
                "octane",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath,
                "org.octane.Octane",
                "server",
                "--profile",
                "embedded",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0"));
        Files.deleteIfExists(output());
        var builder = new ProcessBuilder(command)
                .redirectOutput(output().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        process.getOutputStream().close();
        Awaitility.await("ready, see " + log())
                .atMost(READY)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || Files.readString(output()).startsWith("ready "));
        if (!process.isAlive()) {
            throw new IllegalStateException("The server ended: " + Files.readString(log()));
        }
    }

    Api api() throws IOException {
        return new Api(
                Files.readString(output()).lines().findFirst().orElseThrow().substring("ready ".length()),
                Files.readString(folder.resolve("data/token")).strip());
    }

    /** What it calls itself begins so. */
    String name() throws IOException {
        return Files.readString(folder.resolve("data/instance")).strip();
    }

    /** SIGSTOP: it says nothing, and its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    Path log() {
        return folder.resolve("server.log");
    }

    private Path output() {
        return folder.resolve("server.out");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        try {
            thaw();
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
