package org.octane.server.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In a log pattern: what the thread's context says and the line itself does not, in the style of {@code %kvp}. */
public final class ContextKeys extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        var own = event.getKeyValuePairs();
        var context = new TreeMap<>(event.getMDCPropertyMap());
        CloudThreads.cloud().ifPresent(cloud -> context.put("cloud", cloud));
        return context.entrySet().stream()
                .filter(entry -> own == null || own.stream().noneMatch(pair -> pair.key.equals(entry.getKey())))
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + '"')
                .collect(Collectors.joining(" "));
    }
}
