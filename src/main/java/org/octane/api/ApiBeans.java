package org.octane.api;

import java.util.Set;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.octane.engine.Idempotency;
import org.octane.engine.Rollbacks;
import org.octane.engine.Steering;
import org.octane.engine.Upgrades;
import org.octane.engine.Views;

/** Puts the frame of the API around the routes that the contract makes. */
public final class ApiBeans {

    private static final Contract CONTRACT = Contract.read("openapi/octane.yaml");

    private ApiBeans() {}

    public static void bind(Main main) {
        var requests = new Requests(CONTRACT);
        var idempotency = main.lookup("idempotency", Idempotency.class);
        main.bind("apiFrame", new ApiFrame(requests, idempotency));
        main.bind("commandFrame", new CommandFrame(requests, idempotency));
        main.bind("answerHeaders", new AnswerHeaders());
        main.bind(
                "upgradeApi",
                new UpgradeApi(
                        main.lookup("upgrades", Upgrades.class),
                        main.lookup("steering", Steering.class),
                        main.lookup("rollbacks", Rollbacks.class),
                        main.lookup("upgradeViews", Views.class)));
    }

    /** Once the HTTP server is there: unknown paths get the one error body, other forms of a path their own. */
    public static void open(Main main, int port) {
        var name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        Gate.open(VertxPlatformHttpRouter.lookup(main.getCamelContext(), name), CONTRACT, path -> http(main).stream()
                .anyMatch(endpoint -> path.startsWith(endpoint.getUri())));
    }

    private static Set<HttpEndpointModel> http(Main main) {
        return main.getCamelContext()
                .getComponent("platform-http", PlatformHttpComponent.class)
                .getHttpEndpoints();
    }
}
