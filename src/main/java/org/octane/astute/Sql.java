package org.octane.astute;

import org.octane.sql.SqlFiles;

/** The statements of {@code sql/astute}. */
final class Sql {

    private static final SqlFiles FILES = new SqlFiles("astute");

    private Sql() {}

    static String of(String name) {
        return FILES.of(name);
    }
}
