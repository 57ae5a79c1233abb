package org.octane.conformance;

import java.util.List;

/**
 * Where Octane's casts are others than the real Nailgun's, and why.
 *
 * @param line the scenario, as a regular expression
 * @param difference path and values, as a regular expression
 * @param reason a fault of the real one; arbitrary there; or a call that no upgrade makes
 */
record KnownCastDeviation(String line, String difference, String reason) {

    private static final String ANY = ".*";
    private static final String NO_CALL = "no upgrade makes this call";

    static final List<KnownCastDeviation> TABLE = List.of(
            new KnownCastDeviation(
                    ANY,
                    ".*/image_data/.*/uri: .*/env_\\d+_.*",
                    "fault: the real seed has the image of its original, and its nodes would be installed from that"),
            new KnownCastDeviation(
                    ANY,
                    ".*/puppet/(manifests|modules): .*",
                    "fault: the real seed has Puppet's modules of its original's release"),
            new KnownCastDeviation(
                    ANY,
                    ".*/power_pass: \"= .*",
                    "fault: the real one's settings have an equals sign before the path of the key"),
            new KnownCastDeviation(
                    ANY,
                    "remove_nodes/args/check_ceph: true → false",
                    "Octane erases only servers of which it takes an installation back, and no OSD is on them yet"),
            new KnownCastDeviation(
                    ANY, "execute_tasks: a message → none", "no upgrade deletes nodes and tells the others so"),
            new KnownCastDeviation(
                    ".*changes.*",
                    "granular_deploy: a message → none",
                    "all of it runs again on nodes that are ready, as PUT changes does; " + NO_CALL),
            new KnownCastDeviation(
                    ANY,
                    "call: \\d+ → Octane has no such call",
                    "nothing is cast, since PUT changes has checks of its own; " + NO_CALL),
            new KnownCastDeviation(
                    "deploy a node of another cluster",
                    "exception: .*StepFailure: Cluster \\d+ has no nodes.*",
                    "fault: the real one deploys nodes of another cluster with the facts of this one"),
            new KnownCastDeviation(
                    "patching: .*",
                    "deploy/(method|args/(pre|post)_deployment): .*",
                    "PUT update: Octane runs no update in place; compared are the facts of a deployment"),
            new KnownCastDeviation(
                    "patching: .*",
                    "deploy/args/deployment_info/\\d+/(openstack_version(_prev)?|status): .*",
                    "PUT update: Octane runs no update in place, so the cluster is none that is being updated"),
            new KnownCastDeviation(
                    "patching: no node can be updated",
                    "deploy: a message → none",
                    "PUT update casts a deployment of nobody; Octane casts none"),
            new KnownCastDeviation(
                    "task_deploy: .*",
                    "task_deploy/args/deployment_tasks/.*/(requires|required_for)/\\d+/node_id: .*",
                    "arbitrary: which of several nodes stands for any of them"),
            new KnownCastDeviation(
                    "native cluster, CentOS.*",
                    "exception: .*Refusal: Release with ID '\\d+' is not deployable.*",
                    "Octane makes no cluster of a release that Nailgun gives no support for; no upgrade does"),
            new KnownCastDeviation(
                    "native cluster.*",
                    ".*/fuel_version: \"6.1\" → \"7.0\"",
                    "the tag of Nailgun 7.0 that was recorded calls itself 6.1"),
            new KnownCastDeviation(
                    "native cluster, .*nova-network, deploy",
                    "exception: .*has nova-network.*",
                    "Octane upgrades no cluster with nova-network"),
            new KnownCastDeviation(
                    ".*ironic.*",
                    ".*(baremetal|br-ironic|physnet-ironic|network_scheme/transformations).*",
                    "the network for bare metal comes to be when the setting is changed; a seed has its original's"),
            new KnownCastDeviation(
                    "deploy the moved node 1 \\(controller\\)",
                    ANY,
                    "fault of 7.0: a controller that moves stays a primary, so that there are two"));

    boolean isAbout(OracleLine recorded) {
        return recorded.scenario().matches(line);
    }

    /** null: a difference that nobody knows of. */
    static KnownCastDeviation of(OracleLine line, String difference) {
        return TABLE.stream()
                .filter(deviation -> deviation.isAbout(line) && difference.matches("(?s)" + deviation.difference()))
                .findFirst()
                .orElse(null);
    }
}
