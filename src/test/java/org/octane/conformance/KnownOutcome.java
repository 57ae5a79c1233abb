package org.octane.conformance;

import java.util.List;

/**
 * A line of which Octane makes something else than a message, or a message where there is none: what comes of it, and why.
 *
 * @param line the scenario, as a regular expression
 * @param outcome as {@link ComparedLine} says it, as a regular expression
 * @param reason a fault of the real one, or a call that no upgrade makes
 */
record KnownOutcome(String line, String outcome, String reason) {

    private static final String NO_CALL = "no upgrade makes this call";

    static final List<KnownOutcome> TABLE = List.of(
            new KnownOutcome(
                    "seed: delete a compute, changes",
                    "execute_tasks: a message → none",
                    "no upgrade deletes nodes and tells the others so"),
            new KnownOutcome(
                    "8\\.0 seed: delete a compute, changes",
                    "granular_deploy: a message → none",
                    "some tasks run again on nodes that are ready, as PUT changes does; " + NO_CALL),
            new KnownOutcome(
                    ".*changes.*",
                    "call: (200|202|400) → Octane has no such call",
                    "nothing is cast, since PUT changes has checks of its own; " + NO_CALL),
            new KnownOutcome(
                    "deploy a node of another cluster",
                    "exception: org\\.octane\\.step\\.StepFailure: Cluster 2 has no nodes \\[4] that could be deployed",
                    "fault: the real one deploys nodes of another cluster with the facts of this one"),
            new KnownOutcome(
                    "7\\.0 seed: deploy controllers, Release files unreachable",
                    "exception: org\\.octane\\.step\\.StepFailure: Nobody knows how packages of repository .* are told from"
                            + " others.*",
                    "fault: the real one leaves the preferences out, and nodes may get packages of another repository"),
            new KnownOutcome(
                    "native cluster, CentOS.*",
                    "exception: .*Refusal: Release with ID '3' is not deployable.*",
                    "Octane makes no cluster of a release that Nailgun gives no support for; no upgrade does"),
            new KnownOutcome(
                    "native cluster, Ubuntu, nova-network, deploy",
                    "exception: java\\.lang\\.IllegalStateException: Cluster 3 has nova-network; Octane makes no facts of it and"
                            + " no seed for it.*",
                    "Octane upgrades no cluster with nova-network"));

    boolean isAbout(OracleLine recorded) {
        return (recorded.version() + " " + recorded.scenario()).matches("(\\d\\.\\d )?(" + line + ")");
    }

    /** null: nobody knows of it. */
    static KnownOutcome of(OracleLine line, String outcome) {
        return TABLE.stream()
                .filter(known -> known.isAbout(line) && outcome.matches("(?s)(" + known.outcome() + ")( at .*)?"))
                .findFirst()
                .orElse(null);
    }
}
