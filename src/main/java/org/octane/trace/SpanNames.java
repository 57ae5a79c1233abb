package org.octane.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Ids that every instance finds by itself. Numbers of upgrades begin anew in another database, so the time of creation is part of them.
 *
 * @param created when the upgrade was created
 */
record SpanNames(long upgrade, Instant created) {

    private static final int TRACE = 32;
    private static final int SPAN = 16;

    SpanContext ofUpgrade() {
        return context("upgrade");
    }

    SpanContext ofStage(String stage) {
        return context("stage " + stage);
    }

    SpanContext ofStep(long step) {
        return context("step " + step);
    }

    SpanContext ofAttempt(long step, int attempt) {
        return context("attempt " + step + " " + attempt);
    }

    private SpanContext context(String what) {
        return SpanContext.createFromRemoteParent(
                digest("trace").substring(0, TRACE),
                digest(what).substring(0, SPAN),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private String digest(String what) {
        try {
            var text = "octane " + upgrade + " " + created.toEpochMilli() + " " + what;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
