package org.octane.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the spans of what has ended, with the ids that follow from what they are about. */
final class EndedSpans {

    private final List<SpanData> made = new ArrayList<>();
    private final GivenIds ids = new GivenIds();
    private final SdkTracerProvider provider;

    EndedSpans(Resource resource) {
        provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(ids)
                .addSpanProcessor(collecting())
                .build();
    }

    /**
     * @param parent null: it is the upgrade's
     * @param failure null if it is none
     */
    void add(
            String name,
            SpanContext own,
            SpanContext parent,
            Instant began,
            Instant ended,
            Map<String, String> attributes,
            String failure) {
        ids.next(own);
        var builder = provider.get("octane")
                .spanBuilder(name)
                .setStartTimestamp(began)
                .setParent(parent == null ? Context.root() : Context.root().with(Span.wrap(parent)));
        var all = Attributes.builder();
        attributes.forEach((key, value) -> all.put(AttributeKey.stringKey("octane." + key), value));
        var span = builder.setAllAttributes(all.build()).startSpan();
        ids.next(null);
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure);
        }
        span.end(ended);
    }

    /** What was added since it was asked for last; of those with one id the last, as of a stage that each of its last steps ends. */
    List<SpanData> taken() {
        var taken = new LinkedHashMap<String, SpanData>();
        made.forEach(span -> taken.put(span.getSpanId(), span));
        made.clear();
        return List.copyOf(taken.values());
    }

    private SpanProcessor collecting() {
        return SimpleSpanProcessor.create(new CollectingExporter(made));
    }
}
