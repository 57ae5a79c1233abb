package org.octane.api;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Lets out only the headers that are meant for the client: those of the exchange would leak into the answer otherwise. */
final class AnswerHeaders extends HttpHeaderFilterStrategy {

    private static final Set<String> OUT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OUT.addAll(Set.of("Content-Type", "Location", "Retry-After", "Allow", "Cache-Control"));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, org.apache.camel.Exchange exchange) {
        return !OUT.contains(name);
    }
}
