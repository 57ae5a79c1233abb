package org.octane.server.instance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Another server on the same database.
 *
 * @param broker addresses of the broker of its queues; null: one of its own, in its process
 * @param release as people call it; null where it is not known
 * @param schemaNumber null: of a release that does not tell
 * @param here false: its lease is over
 */
record Other(String name, String broker, Instant seen, String release, Integer schemaNumber, boolean here) {

    private static final int UUID_AND_AT = 37;

    /** Queues of a broker in a process are that server's alone. */
    boolean isApartFrom(String broker) {
        return this.broker == null || broker == null;
    }

    /** An address may be written in several ways, so that this is no proof. */
    boolean seemsApartFrom(String broker) {
        return !isApartFrom(broker) && Collections.disjoint(addresses(this.broker), addresses(broker));
    }

    /** Host and data folder, which a person knows; the rest of the name only tells copies of a folder apart. */
    String place() {
        return name.matches("[0-9a-f-]{36}@.+") ? name.substring(UUID_AND_AT) : name;
    }

    String sentence(Instant now) {
        return "The server " + place() + " works on the same database, with "
                + (broker == null ? "a broker of its own in its process" : "the broker " + broker)
                + "; it was last seen at "
                + seen.truncatedTo(ChronoUnit.SECONDS) + ", "
                + Math.max(0, Duration.between(seen, now).toSeconds()) + " s ago.";
    }

    /** One line for an operator who exchanges one release for another. */
    String line() {
        return place() + " (" + words(release, schemaNumber)
                + (here ? ")" : "; gone since " + seen.truncatedTo(ChronoUnit.SECONDS) + ")");
    }

    static String words(String release, Integer schemaNumber) {
        return schemaNumber == null
                ? "an older release"
                : "release " + (release == null ? "not known" : release) + ", schema " + schemaNumber;
    }

    private static List<String> addresses(String broker) {
        return Arrays.stream(broker.split(","))
                .map(address -> address.replaceFirst("^amqps?://", "").replaceFirst("[/?].*$", ""))
                .toList();
    }
}
