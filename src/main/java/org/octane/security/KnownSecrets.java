package org.octane.security;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The secrets of all clusters in Nailgun's database, and Octane's own. They are read when the server starts, and again when
 * they are used and older than a few seconds, since a clone makes new ones. One caller reads them again; the others use the
 * values known before meanwhile, and so do all of them while the database doesn't answer.
 */
final class KnownSecrets implements CacheLoader<String, SecretPattern> {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSecrets.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String ALL = "all";

    private final Supplier<List<String>> attributes;
    private final Collection<String> own;
    private final LoadingCache<String, SecretPattern> cache;

    /**
     * Reads them for the first time.
     *
     * @param attributes the attributes of all clusters as JSON documents, which throws a {@link DataAccessException} if they
     *     can't be read
     * @param own Octane's own passwords
     * @param ticker counts on even if the clock is set
     * @throws DataAccessException if they can't be read: then no text can be said to be free of them
     */
    KnownSecrets(Supplier<List<String>> attributes, Collection<String> own, Ticker ticker) {
        this.attributes = attributes;
        this.own = own.stream().filter(AttributeSecrets::distinct).toList();
        // The caller that reads again waits for it, so that a text is not searched for the secrets of an hour ago.
        this.cache = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .executor(Runnable::run)
                .ticker(ticker)
                .build(this);
        pattern();
    }

    SecretPattern pattern() {
        return cache.get(ALL);
    }

    @Override
    public SecretPattern load(String key) {
        var values = new HashSet<>(own);
        attributes.get().forEach(document -> AttributeSecrets.collect(document, values));
        return SecretPattern.of(Set.copyOf(values));
    }

    @Override
    public SecretPattern reload(String key, SecretPattern before) {
        try {
            return load(key);
        } catch (DataAccessException e) {
            LOG.atDebug().log("Nailgun's secrets can't be read now; those known before are masked");
            return before;
        }
    }
}
