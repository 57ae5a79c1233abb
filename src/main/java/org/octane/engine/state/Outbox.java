package org.octane.engine.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps messages, written in the transaction of the change that they report, until the relay has sent them. */
public final class Outbox {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    static final String STEPS = "octane.steps";
    public static final String DEAD_LETTERS = "octane.dead-letter";
    public static final String NOTIFICATIONS = "octane.notifications";

    /** So many are sent in one transaction. */
    private static final int MOST = 500;

    private final NamedParameterJdbcTemplate sql;
    private final Runnable relay;

    /** @param relay called after a commit that left messages */
    public Outbox(NamedParameterJdbcTemplate sql, Runnable relay) {
        this.sql = sql;
        this.relay = relay;
    }

    public record Message(String queue, String body) {}

    public void add(String queue, String body) {
        send(List.of(new Message(queue, body)));
    }

    /** Tells all instances that these steps can be claimed. */
    public void announce(Collection<Long> steps) {
        send(steps.stream().map(step -> new Message(STEPS, Long.toString(step))).toList());
    }

    /** Removes some messages, in the transaction of the caller, who commits once they are sent. */
    public List<Message> take() {
        return sql.query(
                SQL.of("take-outbox"),
                Map.of("most", MOST),
                (row, i) -> new Message(row.getString(1), row.getString(2)));
    }

    /** Whether there may be more than these. */
    public boolean isFull(List<Message> taken) {
        return taken.size() == MOST;
    }

    private void send(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        sql.batchUpdate(
                SQL.of("insert-outbox"),
                messages.stream()
                        .map(m -> Map.of("queue", m.queue(), "body", m.body()))
                        .map(MapSqlParameterSource::new)
                        .toArray(SqlParameterSource[]::new));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.run();
            }
        });
    }
}
