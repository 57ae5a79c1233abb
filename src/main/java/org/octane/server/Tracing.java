package org.octane.server;

import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.octane.sql.Database;
import org.octane.trace.Traces;

/**
 * Traces where an endpoint is set, and nothing at all where none is.
 *
 * @param traces null: none
 */
record Tracing(Traces traces) implements AutoCloseable {

    /** @param endpoint empty: none */
    static Tracing of(String endpoint, String instance) {
        return new Tracing(endpoint.isEmpty() ? null : new Traces(endpoint, instance));
    }

    DataSource traced(DataSource source, String name) {
        return traces == null ? source : traces.traced(source, name);
    }

    /** What Camel finds by its type. */
    Map<String, Object> beans(Database octane) {
        return traces == null
                ? Map.of()
                : Map.of("tracePolicy", traces.policy(octane.sql().getJdbcOperations()));
    }

    void addTo(CamelContext camel, Database octane) {
        if (traces == null) {
            return;
        }
        traces.listenTo(camel);
        var history = traces.history(octane);
        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:traces?period=2000")
                            .routeId("traces")
                            .description("Sends spans of what has ended")
                            .routeConfigurationId("in-the-background")
                            .bean(history, "send");
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("The route of traces can't be started", e);
        }
    }

    @Override
    public void close() {
        if (traces != null) {
            traces.close();
        }
    }
}
