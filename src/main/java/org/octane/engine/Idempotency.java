package org.octane.engine;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.octane.plan.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A call with a key is carried out once; whoever sends it again gets the first answer. */
record Idempotency(NamedParameterJdbcTemplate sql, TransactionTemplate transaction, Clock clock) {

    /** @param key null: it is carried out whenever it is sent */
    String once(String key, String call, Supplier<String> work) {
        if (key == null) {
            return work.get();
        }
        try {
            return transaction.execute(status -> first(key, call, work));
        } catch (DuplicateKeyException e) {
            // Another with the same key was faster: its row is committed now.
            return transaction.execute(status -> first(key, call, work));
        }
    }

    /** The answer that the call got before; null: it was not carried out yet, or has no key. */
    String earlier(String key, String call) {
        if (key == null) {
            return null;
        }
        var earlier = sql.queryForList("SELECT call, answer FROM idempotency WHERE key = :key", Map.of("key", key));
        if (earlier.isEmpty()) {
            return null;
        }
        if (!earlier.get(0).get("call").equals(call)) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The Idempotency-Key belongs to another call.");
        }
        return (String) earlier.get(0).get("answer");
    }

    private String first(String key, String call, Supplier<String> work) {
        var earlier = earlier(key, call);
        if (earlier != null) {
            return earlier;
        }
        var answer = work.get();
        sql.update(
                "INSERT INTO idempotency (key, call, answer, created_at) VALUES (:key, :call, :answer, :now)",
                Map.of("key", key, "call", call, "answer", answer, "now", Times.of(clock.instant())));
        return answer;
    }
}
