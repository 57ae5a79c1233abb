package org.octane.nailgun.release;

import org.octane.nailgun.model.Release;
import org.octane.nailgun.model.Version;
import org.octane.plan.Refusal;

/**
 * To which releases a cluster can be upgraded; refused in the words and the order of Nailgun's extension. A release for which
 * clusters are only managed is no goal, whatever the extension says.
 */
public final class ReleaseRules {

    private ReleaseRules() {}

    public static void check(Release from, Release to) {
        if (!to.deployable()) {
            throw deprecated(to);
        }
        mustBeNumbered(from);
        mustBeNumbered(to);
        if (to.version().compareTo(from.version()) <= 0) {
            throw impossible(to, "equal or lower than the release of the original cluster.");
        }
        if (!to.installable()) {
            throw deprecated(to);
        }
        if (!to.operatingSystem().equals(from.operatingSystem())) {
            throw Refusal.invalid("Changing of operating system is not possible during upgrade (from %s to %s)."
                    .formatted(from.operatingSystem(), to.operatingSystem()));
        }
    }

    /** @throws Refusal 400 if nobody knows which version of Fuel's the release is of */
    public static void mustBeNumbered(Release release) {
        if (release.version().number().isEmpty()) {
            throw Refusal.invalid(
                    Version.unnumbered(release.id(), release.version().toString()) + ". " + Version.cure(release.id()));
        }
    }

    private static Refusal deprecated(Release to) {
        return impossible(to, "deprecated and cannot be installed.");
    }

    private static Refusal impossible(Release to, String why) {
        return Refusal.invalid(
                "Upgrade to the given release (%d) is not possible because this release is %s".formatted(to.id(), why));
    }
}
