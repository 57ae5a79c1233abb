package org.octane.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements in a folder below {@code sql}, one a file, each read once. */
public final class SqlFiles {

    private final String folder;
    private final Map<String, String> read = new ConcurrentHashMap<>();

    public SqlFiles(String folder) {
        this.folder = folder;
    }

    /** @param name of the file, without its ending */
    public String of(String name) {
        return read.computeIfAbsent("/sql/" + folder + "/" + name + ".sql", SqlFiles::text);
    }

    private static String text(String file) {
        try (var in = SqlFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no statement " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
