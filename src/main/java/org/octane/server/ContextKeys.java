package org.octane.server;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.stream.Collectors;

/** In a log pattern: what the thread's context says and the line itself does not, in the style of {@code %kvp}. */
public final class ContextKeys extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        var own = event.getKeyValuePairs();
        return event.getMDCPropertyMap().entrySet().stream()
                .filter(entry -> own == null || own.stream().noneMatch(pair -> pair.key.equals(entry.getKey())))
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + '"')
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
