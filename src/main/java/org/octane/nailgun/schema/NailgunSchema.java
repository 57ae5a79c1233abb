package org.octane.nailgun.schema;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Whether a database is a Nailgun's that Octane knows, and has what Octane needs. */
public final class NailgunSchema {

    private static final String OPTIONAL = "?";

    private NailgunSchema() {}

    /**
     * Looks at the columns that are there, not at any version, and adds the table or view of relations if it is missing.
     *
     * @throws IllegalStateException with a sentence that names columns which are missing, or which Octane doesn't know
     */
    public static void ensure(DataSource nailgun) {
        check(nailgun);
        withMigration(nailgun, Migration::applyRelation);
    }

    /** Adds all that Octane can make use of. */
    public static void migrate(DataSource nailgun) {
        check(nailgun);
        withMigration(nailgun, Migration::apply);
    }

    public static void check(DataSource nailgun) {
        var catalog = new Catalog(new NamedParameterJdbcTemplate(nailgun));
        var missing = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        var known = known();
        for (var entry : new TreeSet<>(known.stringPropertyNames())) {
            var table = bare(entry);
            var present = catalog.columns(table);
            if (present.isEmpty()) {
                if (!entry.endsWith(OPTIONAL)) {
                    missing.add("table " + table);
                }
                continue;
            }
            var columns = List.of(known.getProperty(entry).split("\\s+"));
            var names = new HashSet<>(columns.stream().map(NailgunSchema::bare).toList());
            columns.stream()
                    .filter(column -> !column.endsWith(OPTIONAL) && !present.contains(column))
                    .forEach(column -> missing.add(table + "." + column));
            present.stream()
                    .filter(column -> !names.contains(column))
                    .forEach(column -> unknown.add(table + "." + column));
        }
        refuse(missing, unknown);
    }

    private static void refuse(List<String> missing, List<String> unknown) {
        if (missing.isEmpty() && unknown.isEmpty()) {
            return;
        }
        throw new IllegalStateException("This is no database of a Nailgun that Octane knows (Fuel 7.0, 8.0, 9.2)."
                + (missing.isEmpty() ? "" : " It misses: " + String.join(", ", missing) + ".")
                + (unknown.isEmpty() ? "" : " Octane does not know: " + String.join(", ", unknown) + ".")
                + " Nothing was changed.");
    }

    private static String bare(String name) {
        return name.endsWith(OPTIONAL) ? name.substring(0, name.length() - 1) : name;
    }

    private static Properties known() {
        var known = new Properties();
        try (var reader = new InputStreamReader(
                NailgunSchema.class.getResourceAsStream("/db/nailgun-columns.properties"), StandardCharsets.UTF_8)) {
            known.load(reader);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void with(Migration migration);
    }

    private static void withMigration(DataSource nailgun, Work work) {
        try (Connection connection = nailgun.getConnection()) {
            work.with(new Migration(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("Nailgun's database can't be reached: " + e.getMessage(), e);
        }
    }
}
