package org.octane.conformance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Octane's receiver writes other rows than the real one, each with its reason. A difference that stands in no line fails the
 * test; so does a line that no difference needs.
 *
 * @param step the version and the call or message, as {@link ReceiverReplay#describe} says them, as a regular expression
 * @param difference as {@link DifferenceLabels} says it, as a regular expression
 * @param reason for it
 */
record ReceiverDeviation(Pattern step, Pattern difference, String reason) {

    private static final String PARENT =
            "Octane casts no parts of a greater task (PUT changes does): no parent's row is written, and"
                    + " each task is told of by itself";

    static final List<ReceiverDeviation> TABLE = List.of(
            // What starts a task.
            of(
                    ".* (PUT|POST|DELETE) .*",
                    "new task \\w+\\.cache: .*",
                    "the message holds passwords: Octane keeps it nowhere"),
            of(
                    ".* PUT /clusters/\\d+/provision/.*",
                    "new in ip_addrs \\{network=(?!1,).*|nodes\\[\\d+]\\.primary_roles: recorded unchanged.*",
                    "addresses in all networks, and primary roles, may be given with the installation already"),
            of(
                    ".* PUT /clusters/\\d+/provision/.*",
                    "nodes\\[\\d+]\\.error_type: recorded unchanged, Octane null",
                    "what is done again has not failed yet; the error of the last time stays there (a fault)"),
            of(
                    ".* (PUT /clusters/\\d+/deploy/|deploy_resp).*",
                    "clusters\\[\\d+]\\.status: recorded unchanged, Octane (deployment|operational)"
                            + "|deleted from cluster_changes: recorded unchanged, Octane .*",
                    "a deployment by Octane is what PUT changes is: the cluster is being deployed, then operational"),
            of(
                    ".* DELETE /nodes/.*",
                    "nodes\\[\\d+]\\.pending_deletion: recorded true.*",
                    "a removal takes an installation back: the server's row stays, as a spare server"),
            // Which messages count.
            of(
                    ".*_resp.*, row at work.*",
                    "foreign (back )?(nodes|new in notifications).*: recorded .*, Octane unchanged",
                    "a node that is not the task's is another's (a fault)"),
            of(
                    ".*, dropped there: .*",
                    "(nodes|own tasks)\\[\\d+]\\.\\w+: recorded unchanged, Octane .*",
                    "what can be understood of a message is taken, and an unknown word for a node's state is no success;"
                            + " there the whole message is dropped"),
            of(
                    ".*_resp.*, cast in flight, row at work: .*\\{[^}]*\"status\":\"error\"[^}]*\"uid\":\"master\".*",
                    "(own tasks|nodes|clusters|new in notifications).*: recorded .*, Octane unchanged",
                    "Astute goes on until it says that the task has ended: a task that is ended earlier could be cast again"
                            + " while it runs"),
            of(
                    ".*_resp.*, cast over, .*",
                    ".*: recorded .*, Octane unchanged",
                    "a message that comes after the end is late or repeated: it changes nothing (a fault)"),
            of(
                    ".*_resp.*, cast in flight, row ended: .*",
                    "(own (back )?tasks|new in notifications).*: recorded .*, Octane unchanged",
                    "the task's row has been ended: another end changes nothing (a fault)"),
            // Node by node, and how far.
            of(
                    ".*_resp.*",
                    "nodes\\[\\d+]\\.error_type: recorded unchanged, Octane null",
                    "a node that is done has no error; its type stays there (a fault)"),
            of(
                    ".*_resp.*, cast in flight, row at work: .*",
                    "(own back tasks|back nodes)\\[\\d+]\\.(progress|message|status): .*"
                            + "|(again )?new in notifications .*Failed to deploy node .*: recorded \\d+, Octane (unchanged|1)",
                    "what was said stays until more is said: nothing falls back, and nothing is told twice (a fault)"),
            of(
                    "7\\.0 provision_resp.*\"status\":\"ready\"}",
                    "(own tasks|clusters)\\[\\d+]\\.status: recorded (ready|unchanged), Octane error",
                    "a task that left a node in error has not ended well, as 8.0 has it (a fault)"),
            // Removals.
            of(
                    ".*remove_nodes_resp.*",
                    "(deleted from .*|notifications\\[\\d+]\\.node_id.*|nodes\\[\\d+]\\.(status|progress):"
                            + " recorded unchanged, Octane (discover|0))",
                    "a removal takes an installation back: the server's row stays, as a spare server"),
            of(
                    ".*remove_nodes_resp.*\"inaccessible_nodes\".*",
                    "own tasks\\[\\d+]\\.status: recorded ready, Octane error",
                    "nobody knows whether a server that could not be reached was erased"),
            of(
                    ".*remove_nodes_resp.*",
                    "nodes\\[\\d+]\\.(error_msg|error_type|status|progress): recorded unchanged, Octane .*",
                    "a server that was not removed is not being removed any longer, and says why (a fault)"),
            // Parts of a greater task.
            of(".*", "parent .*: recorded .*, Octane unchanged", PARENT),
            of("8\\.0 provision_resp.*", "new in notifications .*: recorded unchanged, Octane 1", PARENT),
            of("8\\.0 deploy_resp.*", "attributes\\[\\d+]\\.generated: .*deployed_before=.*", PARENT),
            of(".*", "other tasks\\[\\d+]\\.\\w+: recorded (Task aborted|100|error), Octane unchanged", PARENT));

    private static ReceiverDeviation of(String step, String difference, String reason) {
        return new ReceiverDeviation(
                Pattern.compile(step, Pattern.DOTALL), Pattern.compile(difference, Pattern.DOTALL), reason);
    }

    boolean covers(String step, String difference) {
        return this.step.matcher(step).matches()
                && this.difference.matcher(difference).matches();
    }
}
