package org.octane.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.server.probes.WorldTargets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated cloud as a process of its own, so that a server can be killed while its cloud lives on. A server that ends
 * normally ends the world it started; the next one on the same data rejoins one that was left.
 */
final class WorldProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorldProcess.class);

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final ProcessHandle process;
    private final Properties properties;

    private WorldProcess(ProcessHandle process, Properties properties) {
        this.process = process;
        this.properties = properties;
    }

    static WorldProcess startOrRejoin(Path data, Double speed, Path dump, String fuel, String chaos)
            throws IOException, InterruptedException {
        readable(dump);
        if (dump != null && Files.exists(data.resolve("world/postgres-ready"))) {
            LOG.atWarn()
                    .addKeyValue("dump", dump)
                    .log("The simulated cloud in this folder was made before; the dump is not read again");
        }
        var file = data.resolve("world/world.properties");
        var left = alive(file);
        if (left.isPresent()) {
            return left.get();
        }
        Files.deleteIfExists(file);
        var log = data.resolve("world.log");
        var process = new ProcessBuilder(command(data, speed, dump, fuel, chaos))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectError(Redirect.appendTo(log.toFile()))
                .start();
        var end = Instant.now().plus(START);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            var world = alive(file);
            if (world.isPresent()) {
                return world.get();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        process.destroy();
        throw new StartFailure(
                Code.CLOUD_NOT_STARTED,
                "The simulated cloud does not start: " + lastLine(log) + "\n        All it said is in " + log + ".");
    }

    /** Before anything else: a world that is there already would not miss it. */
    private static void readable(Path dump) {
        if (dump != null && !Files.isReadable(dump)) {
            throw new StartFailure(
                    Code.CLOUD_NOT_STARTED,
                    "The dump " + dump + " can't be read. Name one that can with --nailgun-dump FILE.");
        }
    }

    Map<String, String> settings() {
        var settings = new HashMap<>(Map.of(
                "octane.database.url", properties.getProperty("postgres.url"),
                "octane.database.user", properties.getProperty("postgres.user"),
                "octane.database.password", properties.getProperty("postgres.password"),
                "octane.astute.url", properties.getProperty("astute.url"),
                "octane.astute.user", properties.getProperty("astute.user", ""),
                "octane.astute.password", properties.getProperty("astute.password", ""),
                "octane.ssh.user", properties.getProperty("ssh.user"),
                "octane.ssh.key-file", properties.getProperty("ssh.key-file"),
                "octane.ssh.addresses", properties.getProperty("ssh.addresses")));
        settings.putAll(new WorldTargets(properties.getProperty("api.url")).settings());
        return settings;
    }

    /** For other programs that look: with user and password. */
    String database() {
        var address = properties.getProperty("postgres.url").replaceFirst("^jdbc:postgresql://", "");
        return "postgresql://" + properties.getProperty("postgres.user") + ":"
                + properties.getProperty("postgres.password") + "@" + address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
        }
    }

    private static String lastLine(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.isEmpty()
                ? "it said nothing."
                : lines.get(lines.size() - 1).replaceFirst("^octane: ", "");
    }

    private static Optional<WorldProcess> alive(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return ProcessHandle.of(Long.parseLong(properties.getProperty("pid", "0")))
                .filter(ProcessHandle::isAlive)
                .map(handle -> new WorldProcess(handle, properties));
    }

    private static List<String> command(Path data, Double speed, Path dump, String fuel, String chaos) {
        // In a session of its own: Ctrl-C on the server's terminal is not meant for it.
        var command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // No process in between: a world starts thousands of programs.
                "-Djdk.lang.Process.launchMechanism=VFORK"));
        command.addAll(archive(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), "org.octane.Octane", "world", "--data", data.toString()));
        if (speed != null) {
            command.addAll(List.of("--speed", speed.toString()));
        }
        if (dump != null) {
            command.addAll(List.of("--nailgun-dump", dump.toAbsolutePath().toString()));
        }
        if (fuel != null) {
            command.addAll(List.of("--fuel", fuel));
        }
        if (chaos != null) {
            command.addAll(List.of("--chaos", chaos));
        }
        return command;
    }

    /** An archive of its classes lies beside the server's, where that has one or makes one. */
    static List<String> archive(List<String> optionsOfTheServer) {
        return optionsOfTheServer.stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile=")
                        || option.startsWith("-XX:ArchiveClassesAtExit=")
                        || option.startsWith("-Xlog:cds"))
                .map(option -> option.replace("octane-server.jsa", "octane-world.jsa"))
                .toList();
    }
}
