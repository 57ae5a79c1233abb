package org.octane.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.octane.api.board.BoardPage;
import org.octane.api.board.LiveEvents;
import org.octane.api.login.Door;
import org.octane.audit.Audit;
import org.octane.broker.EmbeddedBroker;
import org.octane.engine.idempotency.Idempotency;

/** Makes the parts of this package that every route of the API uses. */
public final class ApiBeans {

    /** After all that looks at a request, before Camel's routes. */
    private static final int BEFORE_ROUTES = -500;

    private final Contract contract = Contract.read("openapi/octane.yaml");
    private final Map<String, Object> beans;

    public ApiBeans(Idempotency idempotency, Audit audit, Senders senders) {
        var requests = new RequestValidator(contract);
        beans = Map.of(
                "httpRoutePolicy", new HttpRoutePolicy(requests, idempotency, audit),
                "commandRoutePolicy",
                        new CommandRoutePolicy(requests, idempotency, audit, senders, EmbeddedBroker.LARGEST_MESSAGE),
                "responseHeaders", new ResponseHeaders());
    }

    /** What Camel finds by name or by type. */
    public Map<String, Object> beans() {
        return beans;
    }

    /**
     * Before the HTTP server listens: strangers are kept out, unknown paths get the one error body, other forms of a path their own.
     *
     * @param names of this server, beside its addresses
     * @param live answers one operation itself, since that goes on after its route would be at its end
     */
    public void open(CamelContext camel, Vertx vertx, Router router, List<String> names, Door door, LiveEvents live) {
        var http = camel.getComponent("platform-http", PlatformHttpComponent.class);
        var page = new BoardPage();
        PathHandler.open(
                vertx,
                router,
                new RequestGuard(names),
                door,
                contract,
                path -> page.has(path)
                        || Stream.concat(http.getHttpEndpoints().stream(), http.getHttpManagementEndpoints().stream())
                                .anyMatch(endpoint -> path.startsWith(endpoint.getUri())));
        page.hang(router, BEFORE_ROUTES);
        live.hang(router, BEFORE_ROUTES);
    }
}
