package org.octane.nailgun.rows;

import org.octane.sql.SqlFiles;

/** The statements of {@code sql/nailgun}. */
public final class Sql {

    private static final SqlFiles FILES = new SqlFiles("nailgun");

    private Sql() {}

    public static String of(String name) {
        return FILES.of(name);
    }
}
