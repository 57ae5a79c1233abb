package org.octane.astute.repositories;

import java.util.Map;
import java.util.Optional;

/**
 * What repositories of packages say of themselves.
 *
 * <p>Every method throws {@link org.octane.step.StepFailure} if nobody answers; that may pass.
 */
public interface ReleaseFiles {

    /** The fields of a Debian repository's file {@code Release}; empty: it has none. */
    Optional<Map<String, String>> of(Repository repository);

    /** Whether there is any package in a repository of a plugin. */
    boolean hasPackages(Repository repository);
}
