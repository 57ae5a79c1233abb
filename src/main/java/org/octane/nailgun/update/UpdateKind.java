package org.octane.nailgun.update;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.octane.nailgun.model.Release;

/** Where an update leads, and the status that a cluster has meanwhile. */
enum UpdateKind {
    /** To a release that names the current one. */
    UPDATE,
    /** To the current one again, after a failure. */
    ROLLBACK,
    /** To one that the current one names. */
    DOWNGRADE;

    static UpdateKind of(Release current, Release target) {
        if (current.id() == target.id()) {
            return ROLLBACK;
        }
        return target.updatesFrom(current.version()) ? UPDATE : DOWNGRADE;
    }

    /** The kind of which this is the status, or that after a failure. */
    static Optional<UpdateKind> ofStatus(String status) {
        return Arrays.stream(values())
                .filter(kind -> status.equals(kind.word()) || status.equals(kind.word() + "_error"))
                .findFirst();
    }

    /** @param known of Nailgun's own database, whose words are used where it lacks those of a rollback and a downgrade */
    String status(List<String> known) {
        return known.contains(word()) ? word() : UPDATE.word();
    }

    String errorStatus(List<String> known) {
        return status(known) + "_error";
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
