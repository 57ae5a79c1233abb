package org.octane.conformance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Octane's updates differ from the real one's, each with its reason. A difference that stands in no line fails the test; so does
 * a line that no difference needs.
 *
 * @param step the version and the call or message with its note, as a regular expression
 * @param difference as a regular expression
 */
record PatchingDeviation(Pattern step, Pattern difference, String reason) {

    private static final String ANY = ".*";

    static final List<PatchingDeviation> TABLE = List.of(
            // Answers.
            of(
                    ".* PUT /clusters/\\d+/update/?( .*)?",
                    "(answer: recorded 500, Octane 4\\d\\d|sentence: .*)",
                    "003: 400 where no release is pending, 409 where another task runs; 500 there"),
            of(
                    ".* PUT /clusters/\\d+/ \\(zero\\)",
                    "(answer|sentence): .*",
                    "003: a release that is not there is 404; 500 there"),
            of(
                    ".* \\(release whose can_update_from_versions is a string\\)",
                    "answer: .*|clusters\\[\\d+]\\.pending_release_id: .*",
                    "versions are a list; there a string is stored, and any part of it matches (a fault)"),
            of(
                    ".* PUT /clusters/\\d+/ \\((newer major release|same operating system, cannot update)\\)",
                    "(answer|sentence): .*|clusters\\[\\d+]\\.pending_release_id: .*",
                    "002: a higher release of the same operating system is where an upgrade in place leads"),
            of(
                    ".* message: .*: task (deploy|deployment|reset_environment|stop_deployment) running",
                    "answer: 500 → 409 .*",
                    "003: 409 where another task runs; 500 there"),
            of(".* message: .*: task update running", "answer: 202 → 409 .*", "one update at a time (a fault)"),
            of(
                    ".* message: .*: no node can be updated",
                    "answer: 202 → 409 .*",
                    "an update of nobody would never end: there a message without nodes is cast (a fault)"),
            of(
                    "6\\.0 message: .*: release without orchestrator data.*",
                    "order: \\[] → .*",
                    "a release without such data says in its attributes where its packages are"),
            // What is cast.
            of(
                    "[78]\\.0 message: .*",
                    "method: deploy → (granular_deploy|task_deploy)",
                    "the method that deploys on these masters: tasks are the target release's"),
            of(
                    "[78]\\.0 message: .*",
                    "facts/(puppet/(manifests|modules)|repo_setup/repos/\\d+/uri): .*",
                    "packages and Puppet's files are the target release's; there nodes are told of the old ones and nothing is"
                            + " updated (a fault)"),
            of(
                    "[78]\\.0 message: .*: seed .*",
                    "facts/provision/image_data/.*/uri: .*",
                    "a seed has an image of its own"),
            of(
                    "8\\.0 message: .*: seed .*",
                    "facts/status: \"ready\" → \"provisioned\"",
                    "of that one controller there the status is told as it was before the call"),
            of(
                    "8\\.0 message: .*",
                    "several at once: .*|order: .*",
                    "one node after the other, as 5.1 to 7.0 do; 8.0 has all computes away at once"),
            of(
                    ".* message: .*: replaced deployment info of one node",
                    "several at once: .*|order: .*",
                    "one node after the other: there turns begin anew after facts that were replaced (a fault)"),
            of(
                    "6\\.0 message: .*: multinode",
                    "order: .*",
                    "which controller is first is arbitrary there: it has no primary"),
            // Rows of the call.
            of(ANY, "new task update\\.cache: .*", "the message holds passwords: Octane keeps it nowhere"),
            // Rows of replies.
            of(
                    ".* deploy_resp.*",
                    "tasks\\[\\d+]\\.progress: recorded (\\d+|null), Octane unchanged",
                    "progress never falls back (a fault)"),
            of(
                    ".* deploy_resp.*",
                    "new in notifications \\{.*Failed to deploy node .*: recorded \\d+, Octane (unchanged|1)",
                    "nothing is told twice (a fault)"),
            of(
                    ".* deploy_resp.*",
                    "nodes\\[\\d+]\\.error_(type|msg): recorded unchanged, Octane null",
                    "a node that is done has no error (a fault)"),
            of(
                    ".* deploy_resp \\((task error repeated.*|unknown node.*|.*repeated.*)\\)",
                    ".*: recorded .*, Octane unchanged",
                    "a message that comes after the end is late or repeated: it changes nothing (a fault)"),
            of(
                    ".* deploy_resp \\(.*ready.*\\)",
                    "nodes\\[\\d+]\\.(status|progress): recorded unchanged, Octane (ready|100)",
                    "a cast that has ended well is done on each of its nodes; there they stay at work for ever (a fault)"),
            of(
                    ".* deploy_resp \\(master in error\\)",
                    ".*: recorded .*, Octane unchanged",
                    "Astute goes on until it says that the task has ended: a task that is ended earlier could be cast again"
                            + " while it runs"),
            // The end.
            of(
                    ".* deploy_resp.*",
                    "attributes\\[\\d+]\\.editable: recorded unchanged, Octane .*",
                    "the settings have the repositories of the release that the cluster has now: a node that is added gets the"
                            + " same packages"),
            of(
                    "8\\.0 deploy_resp.*",
                    "attributes\\[\\d+]\\.generated: .*deployed_before=.*",
                    "that the cluster was deployed is noted with its first deployment, not with an update"),
            of(
                    ".* deploy_resp \\(task ready\\)",
                    "clusters\\[\\d+]\\.(pending_release_id|release_id|status): .*"
                            + "|new in notifications .*is done.*: recorded unchanged, Octane 1"
                            + "|tasks\\[\\d+]\\.(message|progress|status): recorded unchanged, Octane .*",
                    "the release is that which the nodes have, whatever was chosen or deleted meanwhile; there the message is"
                            + " dropped with an exception, or the cluster gets a release that no node has (a fault)"));

    /** Of calls that are recorded of some versions only. */
    static final List<PatchingDeviation> FURTHER = List.of(
            of(
                    ".* message: .*: cluster status remove",
                    "answer: 202 → 409 .*",
                    "a cluster that is deleted stays deleted (a fault)"),
            of(
                    ".* DELETE /clusters/.*|.* deploy_resp .*",
                    "clusters\\[\\d+]\\.(status|release_id|pending_release_id): recorded .*, Octane unchanged"
                            + "|new in notifications .*|tasks\\[\\d+]\\..*|attributes\\[\\d+]\\..*",
                    "a cluster that is deleted stays deleted, and its task ends in error (a fault)"));

    static Optional<PatchingDeviation> covering(String step, String difference) {
        return Stream.concat(TABLE.stream(), FURTHER.stream())
                .filter(line -> line.covers(step, difference))
                .findFirst();
    }

    private static PatchingDeviation of(String step, String difference, String reason) {
        return new PatchingDeviation(
                Pattern.compile(step, Pattern.DOTALL), Pattern.compile(difference, Pattern.DOTALL), reason);
    }

    boolean covers(String step, String difference) {
        return this.step.matcher(step).matches()
                && this.difference.matcher(difference).matches();
    }
}
