package org.octane.server.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import org.octane.security.Visible;

/**
 * Writes log lines of which no character is obeyed by the terminal on which they are read. Only what the pattern itself, or the trace
 * of an exception, puts on several lines is on several.
 */
public final class VisibleEncoder extends PatternLayoutEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        return Visible.lines(getLayout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }
}
