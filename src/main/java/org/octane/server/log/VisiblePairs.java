package org.octane.server.log;

import ch.qos.logback.classic.pattern.KeyValuePairConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.octane.security.Visible;

/** In a log pattern: a line's keys and values on one line. */
public final class VisiblePairs extends KeyValuePairConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Visible.line(super.convert(event));
    }
}
