package org.octane.security;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The secrets of all clusters that Nailgun has, and Octane's own. Read again every few seconds, since a clone makes new ones. */
final class KnownSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSecrets.class);
    private static final long FRESH = Duration.ofSeconds(5).toNanos();

    private final JdbcTemplate nailgun;
    private final Collection<String> own;
    private final LongSupplier nanoTime;
    private Set<String> values;
    private long read;

    /** @param nanoTime counts on even if the clock is set */
    KnownSecrets(JdbcTemplate nailgun, Collection<String> own, LongSupplier nanoTime) {
        this.nailgun = nailgun;
        this.own = own.stream().filter(SecretValues::distinct).toList();
        this.nanoTime = nanoTime;
    }

    /** @throws DataAccessException if they were never read and can't be now: then nothing can be said to be free of them */
    synchronized Set<String> values() {
        long now = nanoTime.getAsLong();
        if (values == null || now - read > FRESH) {
            try {
                values = current();
                read = now;
            } catch (DataAccessException e) {
                if (values == null) {
                    throw e;
                }
                LOG.atDebug().log("Nailgun's secrets can't be read now; those known before are masked");
            }
        }
        return values;
    }

    private Set<String> current() {
        var found = new HashSet<>(own);
        for (var json : List.of(
                "SELECT generated FROM attributes WHERE generated IS NOT NULL",
                "SELECT editable FROM attributes WHERE editable IS NOT NULL",
                "SELECT editable FROM vmware_attributes WHERE editable IS NOT NULL")) {
            nailgun.queryForList(json, String.class).forEach(document -> SecretValues.collect(document, found));
        }
        return Set.copyOf(found);
    }
}
