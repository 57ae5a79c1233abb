package org.octane.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives a span the ids that it has to have, where that is known before it begins. */
final class GivenIds implements IdGenerator {

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<SpanContext> next = new ThreadLocal<>();

    /** @param context null: any, from now on */
    void next(SpanContext context) {
        next.set(context);
    }

    @Override
    public String generateSpanId() {
        var given = next.get();
        return given == null ? random.generateSpanId() : given.getSpanId();
    }

    @Override
    public String generateTraceId() {
        var given = next.get();
        return given == null ? random.generateTraceId() : given.getTraceId();
    }
}
