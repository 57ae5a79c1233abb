package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.astute.repositories.Repository;

/** Tasks that tell nodes where packages come from. */
record Packages(TaskItems items, ReleaseFiles releaseFiles) {

    private static final int UPDATE_SECONDS = 1800;
    private static final int CLEAN_SECONDS = 180;
    private static final Map<String, String> CONDITIONS =
            Map.of("Archive", "a", "Suite", "a", "Codename", "n", "Version", "v", "Origin", "o", "Label", "l");

    ObjectNode source(List<String> uids, Repository repository) {
        return TaskItems.upload(
                uids,
                "/etc/apt/sources.list.d/" + repository.name() + ".list",
                "deb " + repository.uri() + " " + repository.suite() + " " + repository.section());
    }

    /** Empty if nothing tells the repository's packages from others. */
    Optional<ObjectNode> preferences(List<String> uids, Repository repository) {
        return releaseFiles.of(repository).map(fields -> {
            var conditions = CONDITIONS.entrySet().stream()
                    .filter(condition -> fields.containsKey(condition.getKey()))
                    .map(condition -> condition.getValue() + "=" + fields.get(condition.getKey()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(","));
            return TaskItems.upload(
                    uids,
                    "/etc/apt/preferences.d/" + repository.name() + ".pref",
                    "Package: *\nPin: release " + conditions + "\nPin-Priority: " + repository.priority());
        });
    }

    ObjectNode update(List<String> uids) {
        return items.command(uids, "apt-get update", UPDATE_SECONDS);
    }

    ObjectNode yum(List<String> uids, Repository repository) {
        return TaskItems.upload(
                uids,
                "/etc/yum.repos.d/" + repository.name() + ".repo",
                "[%s]\nname=Plugin %1$s repository\nbaseurl=%s\ngpgcheck=0"
                                .formatted(repository.name(), repository.uri())
                        + (repository.priority() == null ? "" : "\npriority=" + repository.priority()));
    }

    ObjectNode yumClean(List<String> uids) {
        return items.command(uids, "yum clean all", CLEAN_SECONDS);
    }
}
