package org.octane.nailgun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements under {@code sql/nailgun}, one a file, each read once. */
final class Sql {

    private static final Map<String, String> STATEMENTS = new ConcurrentHashMap<>();

    private Sql() {}

    static String of(String name) {
        return STATEMENTS.computeIfAbsent(name, Sql::read);
    }

    private static String read(String name) {
        var file = "/sql/nailgun/" + name + ".sql";
        try (var stream = Sql.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no statement " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
