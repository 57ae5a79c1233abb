package org.octane.nailgun.schema;

import java.util.List;

/** Something that Octane adds to the schema of a Nailgun database. */
sealed interface SchemaAddition {

    /** Such as {@code column nodes.release_id}. */
    String text();

    boolean isThere(Catalog catalog);

    /** What adds it. */
    List<String> statements();

    /** What takes it away again; values of enums go together, since their type has to be made anew. */
    List<String> removal();

    /** What counts the rows that use it. */
    String uses();

    /** A value at the end of an enum. */
    record Value(String type, String value) implements SchemaAddition {

        @Override
        public String text() {
            return "value " + type + " " + value;
        }

        @Override
        public boolean isThere(Catalog catalog) {
            return catalog.values(type).contains(value);
        }

        @Override
        public List<String> statements() {
            return List.of("alter type %s add value if not exists '%s'".formatted(type, value));
        }

        @Override
        public List<String> removal() {
            return List.of();
        }

        @Override
        public String uses() {
            return null;
        }
    }

    /**
     * A column.
     *
     * @param definition type and what follows it
     * @param unused condition on rows that don't use it
     */
    record Column(String table, String name, String definition, String unused) implements SchemaAddition {

        @Override
        public String text() {
            return "column " + table + "." + name;
        }

        @Override
        public boolean isThere(Catalog catalog) {
            return catalog.columns(table).contains(name);
        }

        @Override
        public List<String> statements() {
            return List.of("alter table %s add column %s %s".formatted(table, name, definition));
        }

        @Override
        public List<String> removal() {
            return List.of("alter table %s drop column if exists %s".formatted(table, name));
        }

        @Override
        public String uses() {
            return "select count(*) from %s where not (%s)".formatted(table, unused.formatted(name));
        }
    }

    /** A table or view; all of its rows are Octane's, but those that a view shows. */
    record Relation(String kind, String name, List<String> statements) implements SchemaAddition {

        @Override
        public String text() {
            return kind + " " + name;
        }

        @Override
        public boolean isThere(Catalog catalog) {
            return !catalog.columns(name).isEmpty();
        }

        @Override
        public List<String> removal() {
            return List.of("drop %s if exists %s".formatted(kind, name));
        }

        @Override
        public String uses() {
            return kind.equals("view") ? null : "select count(*) from " + name;
        }
    }
}
