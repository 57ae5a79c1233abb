package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.octane.astute.repositories.Repository;

/**
 * What the task {@code upload_core_repos} stands for: the cluster's repositories on its nodes.
 *
 * @param operatingSystem of the release, as Nailgun writes it
 * @param repositories as the cluster's settings have them
 */
record CoreRepositories(Packages packages, String operatingSystem, JsonNode repositories, boolean later) {

    List<ObjectNode> items(List<String> uids) {
        var items = new ArrayList<ObjectNode>();
        if (operatingSystem.equalsIgnoreCase("CentOS")) {
            all().forEach(repository -> items.add(packages.yum(uids, repository)));
            items.add(packages.yumClean(uids));
        } else if (operatingSystem.equalsIgnoreCase("Ubuntu")) {
            // The list that an installation leaves behind names repositories that are not there.
            items.add(packages.items().command(uids, "> /etc/apt/sources.list", later ? 60 : 10));
            items.add(TaskItems.upload(uids, "/etc/apt/apt.conf.d/05disable-ipv6", "Acquire::ForceIPv4 \"true\";\n"));
            items.add(TaskItems.upload(
                    uids, "/etc/apt/apt.conf.d/02mirantis-allow-unsigned", "APT::Get::AllowUnauthenticated 1;\n"));
            all().forEach(repository -> {
                items.add(packages.source(uids, repository));
                if (repository.priority() != null) {
                    packages.preferences(uids, repository).ifPresent(items::add);
                }
            });
            items.add(packages.update(uids));
        }
        return items;
    }

    List<Repository> all() {
        return StreamSupport.stream(repositories.spliterator(), false)
                .map(Repository::of)
                .toList();
    }
}
