package org.octane.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.octane.world.Faults;
import org.octane.world.TestWorld;
import org.octane.world.World;

/** {@code octane server --embedded} as a process of its own, as an operator starts it; its world is another one. */
public final class RunningServer implements Serving, AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(120);
    private static final int STOP_SECONDS = 40;

    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> options;
    private Process process;
    private Instant started;

    private RunningServer(Path folder, Map<String, String> environment, List<String> options) {
        this.folder = folder;
        this.environment = environment;
        this.options = options;
    }

    /** The sample cloud, built already, and a server on it. Everything goes below {@code folder}. */
    public static RunningServer start(Path folder, String... options) throws IOException {
        return start(folder, Map.of(), options);
    }

    /**
     * The same with settings of its own.
     *
     * @param environment for example {@code OCTANE_ASTUTE_ASK_AFTER} for {@code octane.astute.ask-after}
     */
    public static RunningServer start(Path folder, Map<String, String> environment, String... options)
            throws IOException {
        TestWorld.built(Files.createDirectories(folder.resolve("data")));
        return resume(folder, environment, options);
    }

    /** A server on what is in {@code folder} already. */
    static RunningServer resume(Path folder, Map<String, String> environment, String... options) throws IOException {
        var server = new RunningServer(folder, environment, List.of(options));
        server.start();
        return server;
    }

    /** Starts it, again after a kill, with the same options on the same data. */
    public void start() throws IOException {
        // As the launcher does.
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "umask 077; exec \"$@\"",
                "octane",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.octane.Octane",
                "server",
                "--embedded",
                "--data",
                data().toString(),
                "--port",
                "0"));
        command.addAll(options);
        Files.deleteIfExists(output());
        started = Instant.now();
        var builder = new ProcessBuilder(command)
                .redirectOutput(output().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        process.getOutputStream().close();
        Awaitility.await("ready, see " + log())
                .atMost(READY)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || printed("broker") != null);
        if (!process.isAlive()) {
            throw new IllegalStateException("The server ended: " + Files.readString(log()));
        }
    }

    /** SIGKILL: it has no time to say good-bye. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @param name STOP: it stands still, its connections stay open; CONT: it goes on */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** When the process was started that runs now. */
    public Instant started() {
        return started;
    }

    @Override
    public Api api() {
        return new Api(url(), token());
    }

    /** What an operator logs in with. */
    public String token() {
        try {
            return Files.readString(data().resolve("token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return printed("ready");
    }

    /** What it printed since it was started, for scripts. */
    public String standardOutput() throws IOException {
        return Files.readString(output());
    }

    /** {@code amqp://…} of Octane's own queues, without user and password. */
    public String broker() {
        return printed("broker");
    }

    @Override
    public CloudOnDisk cloud() {
        return new CloudOnDisk(data().resolve("world"));
    }

    /** What goes wrong in its cloud. */
    public Faults faults() {
        return new Faults(data().resolve("world"));
    }

    /**
     * Each script on the Fuel master takes its time from now on: the last stage has a few short ones only, and would be over
     * before what shall strike it has struck.
     */
    public void takeTimeOnTheMaster() {
        faults().add("slow@master/mkdir:factor=50");
    }

    @Override
    public Database database() {
        return new Database(world());
    }

    @Override
    public Properties world() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data().resolve("world/world.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** What it wrote to standard error, of all its processes. */
    public Path log() {
        return folder.resolve("server.log");
    }

    private Path output() {
        return folder.resolve("server.out");
    }

    /** Standard output is for scripts: {@code ready URL}, {@code database URL}, {@code broker URL}. */
    private String printed(String word) {
        try (Stream<String> lines = Files.lines(output())) {
            return lines.filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server, which ends its world. @return how long that took */
    Duration stop() {
        var begun = Instant.now();
        close();
        return Duration.between(begun, Instant.now());
    }

    /** Ends the server, which ends its world; also what a killed one left. */
    @Override
    public void close() {
        var left = Stream.of(process == null ? null : process.toHandle(), worldProcess())
                .filter(handle -> handle != null && handle.isAlive())
                .toList();
        for (var handle : left) {
            handle.destroy();
            try {
                handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                handle.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        World.sweep(data());
    }

    private ProcessHandle worldProcess() {
        return Files.exists(data().resolve("world/world.properties"))
                ? ProcessHandle.of(Long.parseLong(world().getProperty("pid"))).orElse(null)
                : null;
    }
}
