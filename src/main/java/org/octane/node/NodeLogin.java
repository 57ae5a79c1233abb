package org.octane.node;

import java.time.Duration;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.octane.step.StepFailure;

/** Tests whether Octane can log in to a node; nothing is changed there. */
public final class NodeLogin {

    private static final Duration SHORT = Duration.ofSeconds(10);

    private final NodeCommands commands;

    NodeLogin(NodeCommands commands) {
        this.commands = commands;
    }

    /** Result of the test. */
    public enum Kind {
        ANSWERS,
        /** The node shows another host key than the pinned one. */
        OTHER_KEY,
        /** The node does not answer, or refuses the login. */
        UNREACHABLE
    }

    /**
     * @param sentence what happened, empty if the node answers
     * @param remedy what to do, may be empty
     */
    public record Contact(Kind kind, String sentence, String remedy) {}

    /** Logs in and runs {@code true}; at the first contact with a node this pins its host key. */
    public Contact with(int node) {
        try {
            commands.run(node, "true", "", SHORT);
            return new Contact(Kind.ANSWERS, "", "");
        } catch (StepFailure e) {
            var kind = isOtherKey(e) ? Kind.OTHER_KEY : Kind.UNREACHABLE;
            return new Contact(kind, e.getMessage(), e.remedy());
        }
    }

    private static boolean isOtherKey(StepFailure failure) {
        return failure.getCause() instanceof SshException refused
                && refused.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE;
    }
}
