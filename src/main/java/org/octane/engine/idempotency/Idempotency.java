package org.octane.engine.idempotency;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.octane.engine.state.SqlTime;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Carries out a call with a key once. Whoever sends the call again gets the first answer, and waits for it while the first call
 * still runs: the key is locked until the first call's transaction ends, and a server that is killed leaves neither lock nor
 * change. A change of another database (Nailgun's) is committed just before; if the server is killed between the two commits,
 * the repeated call finds its own change, and is refused or has nothing to do.
 */
public final class Idempotency {

    private static final SqlFiles SQL = new SqlFiles("engine/idempotency");

    private final NamedParameterJdbcTemplate sql;
    private final PlatformTransactionManager transactions;
    private final Clock clock;
    private final ThreadLocal<IdempotentCall> current = new ThreadLocal<>();

    public Idempotency(NamedParameterJdbcTemplate sql, PlatformTransactionManager transactions, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param call what is asked for; the same for the same call
     * @throws Refusal if the key came with another call
     */
    public IdempotentCall begin(String key, String call) {
        var begun = new IdempotentCall(this, key, call);
        begun.take();
        current.set(begun);
        return begun;
    }

    /**
     * Looks at something that takes long, before this thread's call has changed anything: meanwhile the call holds neither its key nor a
     * connection.
     *
     * @throws AnsweredMeanwhile if the same call has come to its end before, whatever was seen
     */
    public <T> T aside(Supplier<T> look) {
        var call = current.get();
        return call == null ? look.get() : call.aside(look);
    }

    TransactionStatus locked(String key) {
        var transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            sql.queryForList(SQL.of("lock-key"), Map.of("key", key));
            return transaction;
        } catch (RuntimeException e) {
            transactions.rollback(transaction);
            throw e;
        }
    }

    IdempotentCall.Answer earlier(String key, String call) {
        var rows =
                sql.queryForList("SELECT call, status, answer FROM idempotency WHERE key = :key", Map.of("key", key));
        if (rows.isEmpty()) {
            return null;
        }
        var row = rows.get(0);
        if (!row.get("call").equals(call)) {
            throw Refusal.conflict("The Idempotency-Key belongs to another call.")
                    .as(Code.KEY_OF_ANOTHER_CALL);
        }
        return new IdempotentCall.Answer((Integer) row.get("status"), (String) row.get("answer"));
    }

    void keep(String key, String call, IdempotentCall.Answer answer) {
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
    }

    void commit(TransactionStatus transaction) {
        transactions.commit(transaction);
    }

    void rollback(TransactionStatus transaction) {
        transactions.rollback(transaction);
    }

    void over() {
        current.remove();
    }
}
