package org.octane.api;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.auth.User;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.octane.audit.Audit;
import org.octane.engine.idempotency.Idempotency;
import org.octane.security.login.Person;
import org.octane.security.login.Role;

/** The policy of the route {@code api}, which serves HTTP. */
final class HttpRoutePolicy extends ApiRoutePolicy {

    /** Who asks for what is open to all. */
    private static final Person NOBODY = new Person("nobody", Role.READER);

    private final RequestValidator requests;

    HttpRoutePolicy(RequestValidator requests, Idempotency idempotency, Audit audit) {
        super(Set.of("api"), idempotency, audit);
        this.requests = requests;
    }

    @Override
    Caller caller(Exchange exchange) {
        var message = exchange.getMessage();
        var user = (User) message.removeHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER);
        var address = message.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS, SocketAddress.class);
        return new Caller(
                person(user),
                address == null ? "" : address.hostAddress(),
                user == null ? "rest" : user.principal().getString("via", "rest"));
    }

    @Override
    Operation check(Exchange exchange, Person person) {
        var operation = requests.check(exchange, person);
        if (person == NOBODY && !operation.open()) {
            throw new IllegalStateException("A request came past the gate");
        }
        return operation;
    }

    private static Person person(User user) {
        if (user == null) {
            return NOBODY;
        }
        var principal = user.principal();
        return new Person(principal.getString("username"), Role.of(principal.getString("role")));
    }
}
