package org.octane.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Messages are written in the transaction of the change they tell of, and sent by the relay once it is committed. */
public final class Outbox {

    static final String STEPS = "octane.steps";
    static final String DEAD_LETTERS = "octane.dead-letter";
    static final String NOTIFICATIONS = "octane.notifications";

    private final NamedParameterJdbcTemplate sql;
    private final Runnable relay;

    /** @param relay called after a commit that left messages */
    Outbox(NamedParameterJdbcTemplate sql, Runnable relay) {
        this.sql = sql;
        this.relay = relay;
    }

    public record Message(String queue, String body) {}

    void add(String queue, String body) {
        send(List.of(new Message(queue, body)));
    }

    /** Tells whoever is free that these steps can be claimed. */
    void announce(Collection<Long> steps) {
        send(steps.stream().map(step -> new Message(STEPS, Long.toString(step))).toList());
    }

    /** Takes some messages out; in the transaction of the caller, which commits once they are sent. */
    public List<Message> take() {
        return sql.query(Sql.of("take-outbox"), Map.of(), (row, i) -> new Message(row.getString(1), row.getString(2)));
    }

    private void send(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        sql.batchUpdate(
                Sql.of("insert-outbox"),
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
