package org.octane.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.octane.step.Mask;

/**
 * Hides secrets in texts: the known ones by their values, others by what stands around them. Every text is masked where it
 * enters Octane, from a node, a broker or a database; after that it goes into logs, events, dead letters, messages and
 * answers as it is.
 */
public final class Masking implements Mask {

    private final Supplier<SecretPattern> known;

    Masking(Supplier<SecretPattern> known) {
        this.known = known;
    }

    /**
     * @param attributes reads the attributes of all clusters as JSON documents; called now, and again every few seconds while
     *     texts are masked
     * @param own Octane's own passwords
     */
    public static Masking of(Supplier<List<String>> attributes, Collection<String> own) {
        return new Masking(new KnownSecrets(attributes, own, Ticker.systemTicker())::pattern);
    }

    @Override
    public String masked(String text) {
        if (text == null || text.isBlank()) {
            return text;
        }
        // PostgreSQL keeps no NUL in a text: one in a node's output would keep its step from ever being settled.
        var storable = text.replace('\0', '\ufffd');
        return SuspectedSecrets.masked(known.get().masked(storable));
    }
}
