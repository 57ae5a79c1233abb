package org.octane.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.octane.failure.Code;
import org.octane.step.Mask;
import org.octane.step.StepFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a command on a node over SSH, with text for its stdin and a time limit. */
final class NodeCommands {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCommands.class);
    private static final int KEPT = 256 * 1024;
    private static final Duration OPEN = Duration.ofSeconds(10);

    private final SshSessions sessions;
    private final Mask mask;

    /** @param mask applied to all that commands print, before it is used or logged */
    NodeCommands(SshSessions sessions, Mask mask) {
        this.sessions = sessions;
        this.mask = mask;
    }

    /**
     * How a command ended; stdout and stderr are its last 256 KiB, secrets masked.
     *
     * @param dropped how many bytes before those are not kept
     */
    record Result(int exitCode, String stdout, String stderr, long dropped) {}

    /** Masks what comes from a node on another way than through a {@link Result}. */
    String masked(String text) {
        return mask.masked(text);
    }

    /** @throws StepFailure if the node cannot be reached or the command does not end in time */
    Result run(int node, String command, String stdin, Duration timeout) {
        return sessions.with(node, session -> run(session, node, command, stdin, timeout));
    }

    /** The same for a script of bash. */
    Result script(int node, String text, Duration timeout) {
        return run(node, NodeScript.SHELL, text + NodeScript.WHOLE, timeout);
    }

    private Result run(ClientSession session, int node, String command, String stdin, Duration timeout)
            throws IOException {
        var stdout = new OutputTail(KEPT);
        var stderr = new OutputTail(KEPT);
        try (var channel = session.createExecChannel(command)) {
            channel.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(stdout);
            channel.setErr(stderr);
            LOG.atDebug()
                    .addKeyValue("command", command)
                    .addKeyValue("stdin", stdin.length())
                    .log("Command starts");
            channel.open().verify(OPEN);
            var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), timeout);
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw new StepFailure(
                                "The command on node " + node + " did not end within " + timeout.toSeconds()
                                        + " s; it may still run there.",
                                true,
                                null,
                                mask.masked(stdout.text() + stderr.text()),
                                "")
                        .as(Code.TIMED_OUT);
            }
            var exitCode = channel.getExitStatus();
            if (exitCode == null) {
                // What became of the command is unknown: the next attempt begins with a check.
                throw new IOException("the connection ended before the command did");
            }
            LOG.atDebug().addKeyValue("exit", exitCode).log("Command ended");
            return new Result(
                    exitCode,
                    mask.masked(stdout.text()),
                    mask.masked(stderr.text()),
                    stdout.dropped() + stderr.dropped());
        }
    }
}
