package org.octane.engine;

import org.octane.sql.SqlFiles;

/** The statements of {@code sql/engine}. */
final class Sql {

    private static final SqlFiles FILES = new SqlFiles("engine");

    private Sql() {}

    static String of(String name) {
        return FILES.of(name);
    }
}
