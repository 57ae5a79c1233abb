package org.octane.conformance;

import java.util.Map;
import java.util.Optional;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.astute.repositories.Repository;
import org.octane.step.StepFailure;

/**
 * What the repositories answered that a real Nailgun asked while it was recorded: those of Mirantis and of plugins by their own
 * names, and the auxiliary one as a part of Ubuntu.
 *
 * @param scenario in some of which nobody answered
 */
record OracleReleaseFiles(String scenario) implements ReleaseFiles {

    @Override
    public Optional<Map<String, String>> of(Repository repository) {
        if (scenario.contains("Release files unreachable")) {
            throw StepFailure.passing(
                    "Nobody knows how packages of repository %s are told from others".formatted(repository.name()));
        }
        var path = repository.uri();
        if (path.contains("/plugins/")) {
            return Optional.of(Map.of("Origin", "fuel", "Label", "fuel", "Archive", "plugin"));
        }
        var suite = repository.suite();
        return Optional.of(
                suite.startsWith("mos")
                        ? Map.of("Origin", "Mirantis", "Label", suite, "Suite", suite, "Codename", suite)
                        : Map.of(
                                "Origin",
                                "Ubuntu",
                                "Label",
                                "Ubuntu",
                                "Suite",
                                suite,
                                "Codename",
                                "trusty",
                                "Version",
                                "14.04"));
    }

    @Override
    public boolean hasPackages(Repository repository) {
        return true;
    }
}
