package org.octane.node;

import java.time.Duration;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.octane.step.StepFailure;

/** Whether nodes can be reached; nothing is done there. */
public final class NodeContacts {

    private static final Duration SHORT = Duration.ofSeconds(10);

    private final Commands commands;

    NodeContacts(Commands commands) {
        this.commands = commands;
    }

    /** How far one comes. */
    public enum Kind {
        ANSWERS,
        /** It shows another host key than the pinned one. */
        OTHER_KEY,
        /** Nobody answers, or Octane is not let in. */
        UNREACHABLE
    }

    /**
     * @param sentence what happened, empty if the node answers
     * @param remedy what to do, may be empty
     */
    public record Contact(Kind kind, String sentence, String remedy) {}

    /** Logs in and runs {@code true}; a node that was never seen has its host key pinned. */
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
