package org.octane.engine.settle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.step.Mask;
import org.octane.step.StepFailure;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Turns what a step threw into the reason of its failure. */
final class FailureCause {

    private FailureCause() {}

    /** Secrets are masked: an exception may quote anything, such as a row that a database refused. */
    static StepFailure of(Throwable thrown, Mask mask) {
        return of(thrown).masked(mask);
    }

    private static StepFailure of(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StepFailure failure) {
                return failure;
            }
            if (cause instanceof Refusal refusal) {
                return StepFailure.lasting(refusal.getMessage(), "").as(refusal.code());
            }
            if (cause instanceof TransientDataAccessException
                    || cause instanceof SQLTransientException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof java.net.ConnectException
                    || cause instanceof jakarta.jms.JMSException) {
                return StepFailure.unreachable(sentence(cause), "");
            }
        }
        var sentence = sentence(root(thrown)).lines().findFirst().orElse("");
        return new StepFailure(sentence, true, null, messages(thrown), "").as(Code.INTERNAL_ERROR);
    }

    /** The stack trace of an unexpected exception; empty for a failure that a step reports by itself. */
    static String stack(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StepFailure || cause instanceof Refusal) {
                return "";
            }
        }
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return "\n" + stack;
    }

    /** The exceptions around it add only the calls that led to it. */
    private static Throwable root(Throwable thrown) {
        var root = thrown;
        while (!(root instanceof SQLException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** All messages, from the outermost exception to the root. */
    private static String messages(Throwable thrown) {
        var text = new StringBuilder();
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getSimpleName()).append(": ").append(sentence(cause));
            if (cause instanceof SQLException refused) {
                text.append(" SQLSTATE ").append(refused.getSQLState());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String sentence(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    }
}
