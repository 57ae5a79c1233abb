package org.octane.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/** What steps send to nodes over SSH and to Astute's queue, as spans of the attempt whose part it is. */
final class SentSpans extends EventNotifierSupport {

    private final Tracer tracer;

    SentSpans(Tracer tracer) {
        this.tracer = tracer;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeSendingEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSentEvent sent
                && Span.current().getSpanContext().isValid()) {
            var name = name(sent.getEndpoint().getEndpointBaseUri());
            if (name != null) {
                var end = Instant.now();
                var span = tracer.spanBuilder(name)
                        .setSpanKind(SpanKind.CLIENT)
                        .setStartTimestamp(end.minus(Duration.ofMillis(sent.getTimeTaken())))
                        .startSpan();
                if (sent.getExchange().getException() != null) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end(end);
            }
        }
    }

    /** @return null if it is part of Octane alone */
    private static String name(String uri) {
        if (uri.startsWith("node:")) {
            return "SSH " + uri.replaceFirst("^node:(//)?", "");
        }
        return uri.startsWith("amqp:") && uri.endsWith("queue:naily") ? "cast" : null;
    }
}
