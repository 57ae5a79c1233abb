package org.octane.engine.idempotency;

import java.time.Clock;
import java.util.Map;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
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
