package org.octane.nailgun;

import org.octane.sql.SqlFiles;

/** The statements of {@code sql/nailgun}. */
final class Sql {

    private static final SqlFiles FILES = new SqlFiles("nailgun");

    private Sql() {}

    static String of(String name) {
        return FILES.of(name);
    }
}
