package org.octane.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RoutePolicyFactory;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Sends traces to an endpoint of OTLP over HTTP. A thread that works for an attempt has that as its span, and what it does meanwhile are
 * spans of it. Work waits for none of this: what the endpoint does not take in time is dropped, but for what {@link History} tells.
 */
public final class Traces implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;
    private static final double LATE_SECONDS = 5;

    private final SpanExporter exporter;
    private final Resource resource;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param endpoint such as {@code http://127.0.0.1:4318/v1/traces}
     * @param instance what this server calls itself
     */
    public Traces(String endpoint, String instance) {
        exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .build();
        resource = Resource.builder()
                .put("service.name", "octane")
                .put("service.instance.id", instance)
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("octane");
    }

    /** @param name of the database, in its spans */
    public DataSource traced(DataSource source, String name) {
        return new StatementSpans(source, tracer, name);
    }

    /** What steps send by Camel. */
    public void listenTo(CamelContext camel) {
        var sent = new SentSpans(tracer);
        sent.start();
        camel.getManagementStrategy().addEventNotifier(sent);
    }

    /** Finds out which attempt a thread works for. */
    public RoutePolicyFactory policy(JdbcOperations octane) {
        return new RunPolicy(this, octane);
    }

    public History history(Database octane) {
        return history(octane, LATE_SECONDS);
    }

    History history(Database octane, double late) {
        return new History(octane, exporter, resource, late);
    }

    /** The thread works for an attempt until what is returned is closed. */
    AutoCloseable run(long upgrade, Instant created, long step, String name, int attempt) {
        var parent = new SpanNames(upgrade, created).ofAttempt(step, attempt);
        var span = tracer.spanBuilder("run " + name)
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
        Scope scope = span.makeCurrent();
        return () -> {
            scope.close();
            span.end();
        };
    }

    @Override
    public void close() {
        provider.close();
        exporter.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
