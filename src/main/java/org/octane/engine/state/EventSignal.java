package org.octane.engine.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.octane.sql.SqlFiles;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says that events were committed: to this server at once, and by {@code NOTIFY} to all that work on the database. The notification is
 * sent after the commit and apart from it, one for all commits of a moment: transactions that notify wait for each other's commits.
 * What is not told, since the server ended in between, is found by those who look from time to time.
 */
public final class EventSignal implements AutoCloseable {

    /** Of {@code LISTEN}. */
    public static final String CHANNEL = "octane_event";

    private static final SqlFiles SQL = new SqlFiles("engine/state");
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final List<Runnable> here = new CopyOnWriteArrayList<>();
    private final Paced others = new Paced("events-told", PAUSE, this::tell);

    public EventSignal(NamedParameterJdbcTemplate sql, TransactionTemplate transaction) {
        this.sql = sql;
        this.transaction = transaction;
    }

    /** @param news does not wait for anything */
    public void tell(Runnable news) {
        here.add(news);
    }

    /** By whoever has written an event, in its transaction. */
    void written() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    committed();
                }
            });
        } else {
            committed();
        }
    }

    private void committed() {
        here.forEach(Runnable::run);
        others.soon();
    }

    private void tell() {
        try {
            transaction.executeWithoutResult(
                    status -> sql.queryForMap(SQL.of("tell-of-events"), Map.of("channel", CHANNEL)));
        } catch (TransactionException e) {
            // Whoever can reach the database again looks then.
        } catch (DataAccessException e) {
            // The same.
        }
    }

    @Override
    public void close() {
        others.close();
    }
}
