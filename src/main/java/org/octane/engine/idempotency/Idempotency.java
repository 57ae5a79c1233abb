package org.octane.engine.idempotency;

import java.time.Clock;
import java.util.Map;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * A call with a key is carried out once; whoever sends it again gets the first answer, and waits for it as long as the first
 * still runs: PostgreSQL holds a lock on the key as long as the first one's transaction lasts, and a server that dies in
 * between leaves neither lock nor change. What is changed in another database (Nailgun's) is committed just before:
 * a call repeated after a death in that moment meets its own effect and is refused or finds nothing to do.
 */
public final class Idempotency {

    private static final SqlFiles SQL = new SqlFiles("engine/idempotency");

    private final NamedParameterJdbcTemplate sql;
    private final PlatformTransactionManager transactions;
    private final Clock clock;

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
        var transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            sql.queryForList(SQL.of("lock-key"), Map.of("key", key));
            return new IdempotentCall(sql, transactions, transaction, clock, key, call, earlier(key, call));
        } catch (RuntimeException e) {
            transactions.rollback(transaction);
            throw e;
        }
    }

    private IdempotentCall.Answer earlier(String key, String call) {
        var rows =
                sql.queryForList("SELECT call, status, answer FROM idempotency WHERE key = :key", Map.of("key", key));
        if (rows.isEmpty()) {
            return null;
        }
        var row = rows.get(0);
        if (!row.get("call").equals(call)) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The Idempotency-Key belongs to another call.");
        }
        return new IdempotentCall.Answer((Integer) row.get("status"), (String) row.get("answer"));
    }
}
