package org.octane.world.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Astute's log on the simulated Fuel master, all processes in one file. A record begins
 * {@code 2015-10-01T12:00:00 info: [38] }, since 8.0 {@code 2016-02-01 12:00:00 INFO [38] }, local time and the process that
 * speaks, and may have more lines.
 */
public final class AstuteLog {

    private static final DateTimeFormatter TIME_70 = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Path file;
    private final FuelVersion version;

    public AstuteLog(Path file, FuelVersion version) {
        this.file = file;
        this.version = version;
    }

    public void debug(int pid, String text) {
        write("debug:", "DEBUG", pid, text);
    }

    public void info(int pid, String text) {
        write("info:", "INFO", pid, text);
    }

    public void error(int pid, String text) {
        write("err:", "ERROR", pid, text);
    }

    /** A sentence and data behind it, in the form of this release. */
    public String with(String sentence, JsonNode data) {
        return version.logsOverManyLines()
                ? sentence + "\n" + RubyText.pretty(data)
                : sentence + " " + RubyText.inspect(data);
    }

    private synchronized void write(String level70, String level, int pid, String text) {
        boolean of70 = version == FuelVersion.V7_0;
        var time = LocalDateTime.now(version.clock()).format(of70 ? TIME_70 : TIME);
        var record = time + " " + (of70 ? level70 : level) + " [" + pid + "] " + text + "\n";
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }
}
