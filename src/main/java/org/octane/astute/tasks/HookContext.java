package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.MergedAttributes;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.nailgun.deployment.ClusterData;

/** What the tasks that Nailgun fills in itself are made of. */
record HookContext(CallNodes nodes, RoleResolver roles, MasterSettings master, ReleaseFiles releaseFiles) {

    /** Every node there is. */
    List<String> all() {
        return roles.uids(TextNode.valueOf("*"));
    }

    HookContext with(RoleResolver others) {
        return new HookContext(nodes, others, master, releaseFiles);
    }

    ClusterData cluster() {
        return nodes.cluster();
    }

    boolean later() {
        return cluster().masterVersion() >= 8;
    }

    TaskItems items() {
        return new TaskItems(later());
    }

    Packages packages() {
        return new Packages(items(), releaseFiles);
    }

    CoreRepositories coreRepositories() {
        var repositories = MergedAttributes.merged(cluster()).path("repo_setup").path("repos");
        return new CoreRepositories(packages(), cluster().release().operatingSystem(), repositories, later());
    }

    Placeholders ofCluster() {
        return new Placeholders(Map.of("CLUSTER_ID", String.valueOf(cluster().id())));
    }

    Placeholders ofMaster() {
        return new Placeholders(Map.of(
                "MASTER_IP",
                cluster().masterIp(),
                "OPENSTACK_VERSION",
                cluster().release().version()));
    }

    Placeholders ofCertificate() {
        return new Placeholders(Map.of(
                "CLUSTER_ID",
                String.valueOf(cluster().id()),
                "CN_HOSTNAME",
                cluster().editable().at("/public_ssl/hostname/value").asText()));
    }

    /** Nodes that run a task; since 8.0 its groups stand in for a role. */
    List<String> uids(JsonNode task) {
        var role = task.path("role");
        if (role.isMissingNode() && later()) {
            role = task.path("groups");
        }
        if (role.isMissingNode()) {
            throw new TaskFault("Deployment task " + DeploymentGraph.id(task)
                    + " runs before or after all roles, and says" + " not where: it has no role");
        }
        return roles.uids(role);
    }
}
