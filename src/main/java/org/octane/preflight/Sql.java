package org.octane.preflight;

import org.octane.sql.SqlFiles;

/** The statements of {@code sql/preflight}. */
final class Sql {

    private static final SqlFiles FILES = new SqlFiles("preflight");

    private Sql() {}

    static String of(String name) {
        return FILES.of(name);
    }
}
