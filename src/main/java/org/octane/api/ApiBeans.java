package org.octane.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.octane.engine.idempotency.Idempotency;

/** Makes the parts of this package that every route of the API uses. */
public final class ApiBeans {

    private final Contract contract = Contract.read("openapi/octane.yaml");
    private final Map<String, Object> beans;

    public ApiBeans(Idempotency idempotency) {
        var requests = new RequestValidator(contract);
        beans = Map.of(
                "httpRoutePolicy", new HttpRoutePolicy(requests, idempotency),
                "commandRoutePolicy", new CommandRoutePolicy(requests, idempotency),
                "responseHeaders", new ResponseHeaders());
    }

    /** What Camel finds by name or by type. */
    public Map<String, Object> beans() {
        return beans;
    }

    /**
     * Once the HTTP server is there: strangers are kept out, unknown paths get the one error body, other forms of a path their own.
     *
     * @param names of this server, beside its addresses
     */
    public void open(CamelContext camel, int port, List<String> names) {
        var name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        var http = camel.getComponent("platform-http", PlatformHttpComponent.class);
        var router = VertxPlatformHttpRouter.lookup(camel, name);
        PathHandler.open(router, new RequestGuard(names), contract, path -> Stream.concat(
                        http.getHttpEndpoints().stream(), http.getHttpManagementEndpoints().stream())
                .anyMatch(endpoint -> path.startsWith(endpoint.getUri())));
    }
}
