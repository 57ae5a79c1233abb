package org.octane.preflight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements under {@code sql/preflight}. */
final class Sql {

    private Sql() {}

    static String of(String name) {
        var file = "/sql/preflight/" + name + ".sql";
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
