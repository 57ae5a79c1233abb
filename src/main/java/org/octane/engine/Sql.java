package org.octane.engine;

/** The statements of {@code sql/engine}. */
final class Sql {

    private Sql() {}

    static String of(String name) {
        return org.octane.sql.Sql.of("engine/" + name);
    }
}
