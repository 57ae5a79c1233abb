package org.octane.api;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.util.ObjectHelper;
import org.octane.audit.Audit;
import org.octane.audit.AuditEntry;
import org.octane.engine.idempotency.AnsweredMeanwhile;
import org.octane.engine.idempotency.Idempotency;
import org.octane.engine.idempotency.IdempotentCall;
import org.octane.security.login.Person;
import org.octane.security.login.Role;
import org.octane.sql.Commits;

/**
 * Checks each request before a route gets it, and writes the response, errors included. A call whose Idempotency-Key was
 * carried out before doesn't reach the route; its first answer is sent again. The route runs on one thread, so that what it
 * changes is one transaction with its answer.
 */
abstract class ApiRoutePolicy extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String CALL = "octane.call";
    /** Property of an exchange: who asks. */
    static final String CALLER = "octane.caller";

    /** Property of an exchange: the operation that is asked for, also if it is refused. */
    static final String OPERATION = "octane.operation";

    private static final String ACTOR = "octane.actor";
    /** Property of an exchange: the path that is asked for. */
    static final String TARGET = "octane.target";

    private final Set<String> routeIds;
    private final Idempotency idempotency;
    private final Audit audit;

    ApiRoutePolicy(Set<String> routeIds, Idempotency idempotency, Audit audit) {
        this.routeIds = routeIds;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    /**
     * Who asks.
     *
     * @throws org.octane.plan.Refusal if it is nobody who is known
     */
    abstract Caller caller(Exchange exchange);

    /**
     * @return what is asked for
     * @throws org.octane.plan.Refusal if it is not as the contract has it; the route is not entered then
     */
    abstract Operation check(Exchange exchange, Person person);

    /** After the answer was written as JSON. */
    void answered(Exchange exchange) {}

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        return routeIds.contains(id) ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Commits.forget();
        try {
            exchange.setProperty(TARGET, exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class));
            var caller = caller(exchange);
            exchange.setProperty(CALLER, caller);
            begin(exchange, check(exchange, caller.person()));
        } catch (RuntimeException e) {
            exchange.setException(e);
            exchange.setRouteStop(true);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchange.setRouteStop(false);
        try (var call = exchange.getProperty(CALL, IdempotentCall.class)) {
            boolean carriedOut = exchange.getException() == null;
            var meanwhile = ObjectHelper.getException(AnsweredMeanwhile.class, exchange.getException());
            if (meanwhile != null) {
                exchange.setException(null);
                answer(exchange, meanwhile.answer());
            }
            ResponseWriter.write(exchange);
            if (call != null && carriedOut) {
                call.answered(ResponseWriter.of(exchange));
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
            ResponseWriter.write(exchange);
        }
        note(exchange);
        answered(exchange);
    }

    /** What was changed, and what was refused. */
    private void note(Exchange exchange) {
        var caller = exchange.getProperty(CALLER, Caller.class);
        var operation = exchange.getProperty(OPERATION, Operation.class);
        var message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        boolean changes = operation != null && operation.role() == Role.OPERATOR;
        if (changes || status == 403) {
            audit.note(new AuditEntry(
                    caller == null
                            ? ""
                            : exchange.getProperty(ACTOR, caller.person().name(), String.class),
                    caller == null ? "" : caller.source(),
                    caller == null ? "amqp" : caller.via(),
                    operation == null ? "refused" : operation.id(),
                    exchange.getProperty(TARGET, "", String.class),
                    status,
                    status < 400 ? "" : message.getBody(String.class)));
        }
    }

    private void begin(Exchange exchange, Operation operation) {
        var message = exchange.getMessage();
        if (operation.named() && message.getBody() instanceof Map<?, ?> body) {
            exchange.setProperty(ACTOR, body.get("person"));
        }
        var key = (String) message.removeHeader(Operation.KEY);
        if (key == null || !operation.once()) {
            return;
        }
        var call = idempotency.begin(key, RequestFingerprint.of(exchange, operation));
        exchange.setProperty(CALL, call);
        if (call.earlier() != null) {
            answer(exchange, call.earlier());
            exchange.setRouteStop(true);
        }
    }

    private static void answer(Exchange exchange, IdempotentCall.Answer earlier) {
        exchange.getMessage().setBody(earlier.body());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, earlier.status());
    }
}
