package org.octane.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/** What steps send to nodes over SSH and to Astute's queue, as spans of the attempt whose part it is. */
final class SentSpans extends EventNotifierSupport {

    private static final String OPEN = "octane.trace.sent";

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
    }

    /** Camel tells of an end only those whom it tells of the beginning. */
    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSendingEvent sending) {
            begin(sending.getExchange(), name(sending.getEndpoint().getEndpointBaseUri()));
        } else if (event instanceof ExchangeSentEvent sent
                && name(sent.getEndpoint().getEndpointBaseUri()) != null) {
            end(sent.getExchange());
        }
    }

    private void begin(Exchange exchange, String name) {
        if (name != null && Span.current().getSpanContext().isValid()) {
            exchange.setProperty(
                    OPEN, tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan());
        }
    }

    private static void end(Exchange exchange) {
        if (exchange.removeProperty(OPEN) instanceof Span span) {
            if (exchange.getException() != null) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** @return null if it is part of Octane alone */
    private static String name(String uri) {
        if (uri.startsWith("node:")) {
            return "SSH " + uri.replaceFirst("^node:(//)?", "");
        }
        if (uri.matches("bean:(//)?copyToSeed")) {
            return "SSH copy";
        }
        return uri.startsWith("amqp:") && uri.endsWith("queue:naily") ? "cast" : null;
    }
}
