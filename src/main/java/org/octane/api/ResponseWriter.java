package org.octane.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.octane.api.login.ErrorAnswer;
import org.octane.engine.idempotency.IdempotentCall;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.security.login.Role;
import org.octane.sql.Commits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes responses as JSON, and whatever was thrown as the one error body. */
final class ResponseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOOK_UP = "Whether something was changed has to be looked up.";
    private static final Set<String> TEXT = Set.of("text/event-stream", "application/yaml");
    private static final String RETRY_SECONDS = "5";

    private ResponseWriter() {}

    static void write(Exchange exchange) {
        var thrown = exchange.getException();
        if (thrown != null) {
            exchange.setException(null);
            error(exchange, thrown);
            return;
        }
        var message = exchange.getMessage();
        if (!(message.getBody() instanceof String)) {
            message.setBody(json(message.getBody()));
        }
        if (!isText(exchange)) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
    }

    /** What was written, to be given again. */
    static IdempotentCall.Answer of(Exchange exchange) {
        var message = exchange.getMessage();
        var body = message.getBody(String.class);
        return new IdempotentCall.Answer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class), body == null ? "" : body);
    }

    static String body(String sentence, List<String> errors) {
        return json(new ErrorBody(sentence, errors));
    }

    record ErrorBody(String message, List<String> errors) {}

    /** Whether what was written is no JSON: events, or a document. A request's own type is of JSON. */
    static boolean isText(Exchange exchange) {
        var type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        return type != null && TEXT.contains(type);
    }

    private static void error(Exchange exchange, Throwable thrown) {
        var refusal = refusal(exchange, thrown);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(
                Exchange.HTTP_RESPONSE_CODE,
                refusal == null ? 500 : refusal.kind().status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader(ErrorAnswer.CODE, (refusal == null ? Code.INTERNAL_ERROR : refusal.code()).word());
        if (refusal == null) {
            LOG.atError().setCause(thrown).log("A request failed inside Octane");
            message.setBody(body("Octane failed; its log says why. " + LOOK_UP, List.of()));
            return;
        }
        if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
            message.setHeader("Retry-After", RETRY_SECONDS);
        }
        message.setBody(body(refusal.getMessage(), refusal.errors()));
    }

    private static Refusal refusal(Exchange exchange, Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            // Of two transactions that wait for each other the database ends one.
            if (cause instanceof PessimisticLockingFailureException && !Commits.any()) {
                return new Refusal(
                        Refusal.Kind.UNAVAILABLE,
                        "Something else was changing the same at that moment; nothing was changed. Try again.");
            }
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientConnectionException) {
                return mayHaveChanged(exchange, cause)
                        ? null
                        : new Refusal(Refusal.Kind.UNAVAILABLE, "The database cannot be reached; nothing was changed.");
            }
        }
        return null;
    }

    /** One database may have committed before another was lost, or was lost with its answer to the commit; who only reads changes nothing. */
    private static boolean mayHaveChanged(Exchange exchange, Throwable cause) {
        var operation = exchange.getProperty(ApiRoutePolicy.OPERATION, Operation.class);
        if (operation == null || operation.role() == Role.READER) {
            return false;
        }
        boolean inTheMiddle = cause instanceof DataAccessResourceFailureException
                && !(cause instanceof CannotGetJdbcConnectionException)
                && !TransactionSynchronizationManager.isActualTransactionActive();
        return Commits.any() || inTheMiddle;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
