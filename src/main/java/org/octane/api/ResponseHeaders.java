package org.octane.api;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.octane.api.login.ErrorAnswer;

/** Sends only the headers that are meant for the client: Camel would send all headers of the exchange. */
final class ResponseHeaders extends HttpHeaderFilterStrategy {

    private static final Set<String> OUT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OUT.addAll(Set.of("Content-Type", "Location", "Retry-After", "Allow", "Cache-Control", ErrorAnswer.CODE));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, org.apache.camel.Exchange exchange) {
        return !OUT.contains(name);
    }
}
