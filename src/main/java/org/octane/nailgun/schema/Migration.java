package org.octane.nailgun.schema;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds to a Nailgun's database what is missing for Octane, and takes it away again. What was added is noted in the
 * database itself, in {@code octane_additions}; what was there before is never touched. All is one transaction, but
 * for values of enums before PostgreSQL 12: those can't be added in one, so each is noted and then added before the
 * transaction with all the rest; cut off in between, it goes on where it was when it is started again.
 */
public final class Migration {

    private static final String NOTES = "octane_additions";
    private static final int ADDS_VALUES_IN_TRANSACTION = 120000;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Catalog catalog;
    private final boolean together;

    /** @param connection stays open; nobody else uses it meanwhile */
    public Migration(Connection connection) {
        this(new SingleConnectionDataSource(connection, true), null);
    }

    /** @throws IllegalStateException naming the columns, if this is no Nailgun's database that Octane knows */
    public static void check(Connection connection) {
        NailgunSchema.check(new SingleConnectionDataSource(connection, true));
    }

    /** @param together whether values of enums are added with the rest; null: as the server can */
    public Migration(DataSource oneConnection, Boolean together) {
        this.jdbc = new NamedParameterJdbcTemplate(oneConnection);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(oneConnection));
        this.catalog = new Catalog(jdbc);
        this.together = together == null
                ? jdbc.queryForObject("select current_setting('server_version_num')::integer", Map.of(), Integer.class)
                        >= ADDS_VALUES_IN_TRANSACTION
                : together;
    }

    /** Whether all is added in one transaction. */
    public boolean isOneTransaction() {
        return together;
    }

    /** What is missing, each a few words. */
    public List<String> missing() {
        return texts(missing(SchemaAdditions.all(catalog)));
    }

    /** What was added and not taken away again. */
    public List<String> added() {
        return catalog.columns(NOTES).isEmpty()
                ? List.of()
                : jdbc.queryForList("select addition from octane_additions order by id", Map.of(), String.class);
    }

    /** @return what was added */
    public List<String> apply() {
        return alone(() -> apply(missing(SchemaAdditions.all(catalog))));
    }

    /** Adds only that without which nothing works. */
    void applyRelation() {
        if (!SchemaAdditions.relation(catalog).isThere(catalog)) {
            alone(() -> apply(missing(List.of(SchemaAdditions.relation(catalog)))));
        }
    }

    /**
     * @return what was taken away
     * @throws org.octane.plan.Refusal if a row uses some of it
     */
    public List<String> undo() {
        return alone(() -> transaction.execute(status -> {
            var added = added();
            new SchemaRemoval(jdbc, catalog).remove(added);
            jdbc.getJdbcOperations().execute("drop table if exists octane_additions");
            return added;
        }));
    }

    private List<String> apply(List<SchemaAddition> missing) {
        if (missing.isEmpty()) {
            return List.of();
        }
        if (!together) {
            missing.stream().filter(SchemaAddition.Value.class::isInstance).forEach(value -> {
                transaction.executeWithoutResult(status -> note(value));
                execute(value);
            });
        }
        transaction.executeWithoutResult(status -> missing.stream()
                .filter(addition -> together || !(addition instanceof SchemaAddition.Value))
                .forEach(addition -> {
                    note(addition);
                    execute(addition);
                }));
        return texts(missing);
    }

    private void note(SchemaAddition addition) {
        if (catalog.columns(NOTES).isEmpty()) {
            jdbc.getJdbcOperations().execute(Sql.of("nailgun/schema/create-additions"));
        }
        var noted = "select exists (select 1 from octane_additions where addition = :text)";
        var text = Map.of("text", addition.text());
        if (!jdbc.queryForObject(noted, text, Boolean.class)) {
            jdbc.update("insert into octane_additions (addition) values (:text)", text);
        }
    }

    private void execute(SchemaAddition addition) {
        addition.statements().forEach(jdbc.getJdbcOperations()::execute);
    }

    private List<SchemaAddition> missing(List<SchemaAddition> wanted) {
        return wanted.stream().filter(addition -> !addition.isThere(catalog)).toList();
    }

    private static List<String> texts(List<SchemaAddition> additions) {
        return additions.stream().map(SchemaAddition::text).toList();
    }

    /** Two at once: the second waits and finds it done. */
    private <T> T alone(Supplier<T> work) {
        var key = Map.of("key", NOTES.hashCode());
        jdbc.queryForList("select pg_advisory_lock(:key)::text", key);
        try {
            return work.get();
        } finally {
            jdbc.queryForList("select pg_advisory_unlock(:key)", key);
        }
    }
}
