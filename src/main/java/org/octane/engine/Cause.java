package org.octane.engine;

import java.sql.SQLTransientException;
import org.octane.plan.Refusal;
import org.octane.plan.StepFailure;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why a step failed, as far as it can be told from what it threw. */
final class Cause {

    private Cause() {}

    static StepFailure of(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StepFailure failure) {
                return failure;
            }
            if (cause instanceof Refusal refusal) {
                return StepFailure.lasting(refusal.getMessage(), "");
            }
            if (cause instanceof TransientDataAccessException
                    || cause instanceof SQLTransientException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof java.net.ConnectException
                    || cause instanceof jakarta.jms.JMSException) {
                return StepFailure.unreachable(sentence(cause), "");
            }
        }
        return new StepFailure(sentence(thrown), true, null, "", "See the server's log for the whole story.");
    }

    private static String sentence(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    }
}
