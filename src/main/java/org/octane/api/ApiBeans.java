package org.octane.api;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.octane.engine.idempotency.Idempotency;

/** The parts of this package that stand around every route of the API. */
public final class ApiBeans {

    private final Contract contract = Contract.read("openapi/octane.yaml");
    private final Map<String, Object> beans;

    public ApiBeans(Idempotency idempotency) {
        var requests = new Requests(contract);
        beans = Map.of(
                "apiFrame", new ApiFrame(requests, idempotency),
                "commandFrame", new CommandFrame(requests, idempotency),
                "answerHeaders", new AnswerHeaders());
    }

    /** What Camel finds by name or by type. */
    public Map<String, Object> beans() {
        return beans;
    }

    /** Once the HTTP server is there: unknown paths get the one error body, other forms of a path their own. */
    public void open(CamelContext camel, int port) {
        var name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        var http = camel.getComponent("platform-http", PlatformHttpComponent.class);
        Gate.open(VertxPlatformHttpRouter.lookup(camel, name), contract, path -> Stream.concat(
                        http.getHttpEndpoints().stream(), http.getHttpManagementEndpoints().stream())
                .anyMatch(endpoint -> path.startsWith(endpoint.getUri())));
    }
}
