package org.octane.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.files.Folders;

/**
 * Whole upgrades, of each strategy in turn, while a seed draws what goes wrong: nodes, connections, programs, databases, brokers,
 * Astute and its replies in the world; the server itself, which is killed, stands still for longer than its leases, is cut off, or
 * finds another time when it is started again; and its messages. In every third of them something fails for good as well, until a
 * person has looked.
 *
 * <p>Of ten seeds one is for the sample cloud and the others are for a cloud of four nodes, unless {@code -Dchaos.cloud=sample} or
 * {@code four} says otherwise. {@code -Dchaos.seed=17} is one of them again; {@code -Dchaos.from=100 -Dchaos.minutes=60
 * -Dchaos.count=50} as many as fit, 50 at most; {@code -Dchaos.again=1} tries once more what failed, and tells of both. What was drawn and what came of it is a line each in
 * {@code target/chaos.md}; of one that failed the server's log and Astute's are kept beside it.
 */
@Tag("chaos")
class StormTest {

    private static final StormTable TABLE = new StormTable(Path.of("target/chaos.md"));
    private static final int SAMPLE_EVERY = 10;
    private static final int SHORT = 400;
    /** Of the server, and of Astute. */
    private static final List<String> LOGS =
            List.of("server/server.log", "data/world/nodes/master/root/var/log/docker-logs/astute/astute.log");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @TestFactory
    Stream<DynamicTest> anUpgradeComesToItsEndWhateverStrikes() {
        var only = Integer.getInteger("chaos.seed");
        if (only != null) {
            return Stream.of(storm(only));
        }
        var until = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("chaos.minutes", 5)));
        return IntStream.iterate(Integer.getInteger("chaos.from", 1), seed -> seed + 1)
                .limit(Integer.getInteger("chaos.count", Integer.MAX_VALUE))
                .takeWhile(seed -> Instant.now().isBefore(until))
                .mapToObj(this::storm);
    }

    @AfterAll
    static void sum() {
        TABLE.sum();
    }

    private DynamicTest storm(int seed) {
        return DynamicTest.dynamicTest("seed " + seed, () -> {
            int tries = 1 + Integer.getInteger("chaos.again", 0);
            for (int i = 1; i < tries; i++) {
                try {
                    rage(seed, i);
                    return;
                } catch (AssertionError e) {
                    System.out.println("Tried once more: " + e.getMessage());
                }
            }
            rage(seed, tries);
        });
    }

    private void rage(int seed, int time) {
        var begun = Instant.now();
        var weather = Weather.of(cloud(seed), seed);
        var own = folder.resolve(weather.kind() + "-" + seed + "-" + time);
        var storm = new Storm(weather, own);
        try {
            var outcome = storm.rages();
            note(storm, outcome, null, begun);
            // Hundreds of clouds would not have room.
            Folders.delete(own);
        } catch (Exception | AssertionError e) {
            note(storm, "", shortly(e), begun);
            keepLogs(own);
            throw new AssertionError(
                    "-Dchaos.cloud=" + weather.kind() + " -Dchaos.seed=" + seed + ": " + storm.drawn(), e);
        }
    }

    /** A folder of a test that makes others is deleted though one of them has failed. */
    private static void keepLogs(Path own) {
        for (var log : LOGS) {
            var file = own.resolve(log);
            try {
                if (Files.exists(file)) {
                    var kept = Path.of("target", own.getFileName() + "-" + file.getFileName());
                    Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                System.out.println("Not kept: " + e);
            }
        }
    }

    private static void note(Storm storm, String outcome, String failed, Instant begun) {
        TABLE.add(new StormTable.Row(
                storm.weather(), storm.drawn(), outcome, failed, Duration.between(begun, Instant.now())));
    }

    private static String shortly(Throwable failure) {
        var text = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + " …";
    }

    private static Weather.Kind cloud(int seed) {
        var asked = System.getProperty("chaos.cloud");
        if (asked != null) {
            return Weather.Kind.of(asked);
        }
        return seed % SAMPLE_EVERY == 0 ? Weather.Kind.SAMPLE : Weather.Kind.FOUR;
    }
}
