package org.octane.engine.idempotency;

import java.time.Clock;
import java.util.Map;
import org.octane.engine.state.SqlTime;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/**
 * A call with an Idempotency-Key while it runs, on one thread from beginning to end. Its changes of Octane's database and its
 * answer are one transaction; {@link #close} without {@link #answered} rolls it back, and the key is free again.
 */
public final class IdempotentCall implements AutoCloseable {

    private static final SqlFiles SQL = new SqlFiles("engine/idempotency");

    private final NamedParameterJdbcTemplate sql;
    private final PlatformTransactionManager transactions;
    private final TransactionStatus transaction;
    private final Clock clock;
    private final String key;
    private final String call;
    private final Answer earlier;

    IdempotentCall(
            NamedParameterJdbcTemplate sql,
            PlatformTransactionManager transactions,
            TransactionStatus transaction,
            Clock clock,
            String key,
            String call,
            Answer earlier) {
        this.sql = sql;
        this.transactions = transactions;
        this.transaction = transaction;
        this.clock = clock;
        this.key = key;
        this.call = call;
        this.earlier = earlier;
    }

    /**
     * @param status of HTTP
     * @param body JSON
     */
    public record Answer(int status, String body) {}

    /** What the same call was answered before; null if it has to be carried out. */
    public Answer earlier() {
        return earlier;
    }

    /** It is carried out: committed, together with the answer that whoever repeats it gets. */
    public void answered(Answer answer) {
        if (earlier == null) {
            sql.update(
                    SQL.of("insert-answer"),
                    Map.of(
                            "key",
                            key,
                            "call",
                            call,
                            "status",
                            answer.status(),
                            "answer",
                            answer.body(),
                            "now",
                            SqlTime.of(clock.instant())));
            transactions.commit(transaction);
        }
    }

    @Override
    public void close() {
        if (!transaction.isCompleted()) {
            transactions.rollback(transaction);
        }
    }
}
