package org.octane.engine.idempotency;

import java.util.function.Supplier;
import org.springframework.transaction.TransactionStatus;

/**
 * A call with an Idempotency-Key while it runs, on one thread from beginning to end. Its changes of Octane's database and its
 * answer are one transaction; {@link #close} without {@link #answered} rolls it back, and the key is free again.
 */
public final class IdempotentCall implements AutoCloseable {

    private final Idempotency keys;
    private final String key;
    private final String call;
    private TransactionStatus transaction;
    private Answer earlier;

    IdempotentCall(Idempotency keys, String key, String call) {
        this.keys = keys;
        this.key = key;
        this.call = call;
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
            keys.keep(key, call, answer);
            keys.commit(transaction);
        }
    }

    void take() {
        transaction = keys.locked(key);
        try {
            earlier = keys.earlier(key, call);
        } catch (RuntimeException e) {
            keys.rollback(transaction);
            throw e;
        }
    }

    /** The same call may have been carried out while nobody held the key. */
    <T> T aside(Supplier<T> look) {
        keys.rollback(transaction);
        try {
            return look.get();
        } finally {
            take();
            if (earlier != null) {
                throw new AnsweredMeanwhile(earlier);
            }
        }
    }

    @Override
    public void close() {
        keys.over();
        if (!transaction.isCompleted()) {
            keys.rollback(transaction);
        }
    }
}
