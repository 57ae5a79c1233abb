package org.octane.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements below folder {@code sql}, one a file, each read once. */
public final class Sql {

    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private Sql() {}

    /** @param name folder and file without its ending, such as {@code nailgun/clone/copy-ranges} */
    public static String of(String name) {
        return READ.computeIfAbsent("/sql/" + name + ".sql", Sql::read);
    }

    private static String read(String file) {
        try (var in = Sql.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no statement " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
