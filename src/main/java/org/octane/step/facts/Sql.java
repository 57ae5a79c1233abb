package org.octane.step.facts;

import org.octane.sql.SqlFiles;

/** The statements of {@code sql/step}. */
final class Sql {

    private static final SqlFiles FILES = new SqlFiles("step");

    private Sql() {}

    static String of(String name) {
        return FILES.of(name);
    }
}
