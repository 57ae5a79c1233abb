package org.octane.world.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the PostgreSQL of a world that was killed: it runs on without its owner. Whoever calls holds the lock on the world. */
public final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final int PATIENCE_SECONDS = 20;

    private OrphanedPostgres() {}

    /** Stops the one that works on this data, if there is one, and removes the mark that it leaves when killed. */
    public static void stop(Path data) throws IOException {
        var mark = data.resolve("postmaster.pid");
        if (!Files.exists(mark)) {
            return;
        }
        var pid = Long.parseLong(
                Files.readString(mark).lines().findFirst().orElse("0").strip());
        var process = ProcessHandle.of(pid).filter(p -> worksOn(p, data));
        if (process.isPresent()) {
            log.atInfo().addKeyValue("pid", pid).log("Stopping the PostgreSQL that a killed world left");
            ProcessFreezer.thaw(pid);
            interrupt(process.get());
        }
        Files.deleteIfExists(mark);
    }

    private static boolean worksOn(ProcessHandle process, Path data) {
        try {
            // Another program may have got the number since.
            var command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return command.contains("postgres") && command.contains(data.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java sends would wait for its clients. */
    private static void interrupt(ProcessHandle process) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .inheritIO()
                .start();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
