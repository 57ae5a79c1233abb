package org.octane.astute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements of {@code sql/astute}, one a file. */
final class Sql {

    private Sql() {}

    static String of(String name) {
        try (var in = Sql.class.getResourceAsStream("/sql/astute/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("No statement sql/astute/" + name + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
