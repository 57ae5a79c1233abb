package org.octane.server.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.octane.security.Visible;

/** In a log pattern: the message on one line, so that no text of others looks like a line of its own. */
public final class VisibleMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Visible.line(super.convert(event));
    }
}
