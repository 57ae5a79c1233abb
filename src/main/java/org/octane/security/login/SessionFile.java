package org.octane.security.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.octane.security.OwnerOnlyFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in a file, so that a server that was restarted in the middle of a night lets those go on who watch. It holds digests of
 * sessions and of what their logins relied on, by which nobody gets in. Without it sessions end with the process.
 */
public final class SessionFile {

    private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);

    /** Keeps nothing. */
    public static final SessionFile NONE = new SessionFile(null, InstantSource.system());

    private final Path file;
    private final InstantSource clock;

    public SessionFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    record Kept(String digest, Instant begun, Instant used, String note) {}

    /** @param age since when there is this session */
    Kept kept(String digest, Duration age, Duration idle, String note) {
        var now = clock.instant();
        return new Kept(digest, now.minus(age), now.minus(idle), note);
    }

    /** Negative if the clock was put back. */
    Duration since(Instant moment) {
        return Duration.between(moment, clock.instant());
    }

    /** What can't be read is no session: whoever had one logs in again. */
    List<Kept> read() {
        if (file == null) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" ", 4))
                    .filter(words -> words.length == 4)
                    .map(words -> new Kept(words[0], Instant.parse(words[1]), Instant.parse(words[2]), words[3]))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("Sessions of before can't be read; who had one logs in again");
            return List.of();
        }
    }

    /** @param all asked when it is this caller's turn, so that nobody writes what was before another's logout */
    synchronized void write(Supplier<List<Kept>> all) {
        if (file == null) {
            return;
        }
        try {
            OwnerOnlyFile.write(
                    file,
                    all.get().stream()
                            .map(kept ->
                                    kept.digest() + " " + kept.begun() + " " + kept.used() + " " + kept.note() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Sessions can't be written; they end with this server");
        }
    }
}
