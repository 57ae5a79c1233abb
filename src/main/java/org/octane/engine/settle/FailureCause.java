package org.octane.engine.settle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.octane.plan.Refusal;
import org.octane.step.Mask;
import org.octane.step.StepFailure;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why a step failed, as far as it can be told from what it threw. */
final class FailureCause {

    private FailureCause() {}

    /** Free of secrets: what threw it may have quoted anything, such as a database the row it choked on. */
    static StepFailure of(Throwable thrown, Mask mask) {
        return of(thrown).masked(mask);
    }

    private static StepFailure of(Throwable thrown) {
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
        var sentence = sentence(root(thrown)).lines().findFirst().orElse("");
        return new StepFailure(sentence, true, null, story(thrown), "");
    }

    /** Where what nobody foresaw came from; empty for what a step says by itself. */
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

    /** Around it stands only who called whom. */
    private static Throwable root(Throwable thrown) {
        var root = thrown;
        while (!(root instanceof SQLException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** What a program would have printed: all sentences from the outermost to the root. */
    private static String story(Throwable thrown) {
        var story = new StringBuilder();
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            story.append(cause.getClass().getSimpleName()).append(": ").append(sentence(cause));
            if (cause instanceof SQLException refused) {
                story.append(" SQLSTATE ").append(refused.getSQLState());
            }
            story.append('\n');
        }
        return story.toString();
    }

    private static String sentence(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    }
}
