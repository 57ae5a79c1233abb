package org.octane.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.core.CoreModuleProperties;
import org.octane.step.StepFailure;

/** Copies files from one node to another through Octane, in bounded memory; a copy that was interrupted continues where it ended. */
public final class NodeFiles {

    private static final int BUFFER = 1 << 17;
    private static final Duration SHORT = Duration.ofSeconds(60);
    /** Of its stdin. openssl uses what the processor has for that, sha256sum of most releases does not. */
    private static final String SUM =
            "if command -v openssl >/dev/null; then openssl dgst -sha256 -r; else sha256sum; fi";

    private static final Duration OPEN = Duration.ofSeconds(10);

    private final SshSessions sessions;
    private final NodeCommands commands;

    NodeFiles(SshSessions sessions, NodeCommands commands) {
        this.sessions = sessions;
        this.commands = commands;
    }

    /**
     * Copies a file; the target appears whole or not at all, with mode 600. Paths are absolute as the operating system of the
     * node sees them (a simulated node's are below its {@code OCTANE_ROOT}). The source is read once, and what arrives is summed on
     * its way to the disk.
     *
     * @param sha256 of the source, in hexadecimal, which the target has to have
     * @throws StepFailure if a node cannot be reached, the stream ends early, or the target has another checksum; of a stream that
     *     ended early what arrived is kept for the next attempt
     */
    public void copy(int from, String source, int to, String target, String sha256, Duration timeout) {
        if (has(to, target, sha256, timeout)) {
            return;
        }
        var part = target + ".octane-part";
        long arrived = arrived(to, part, sha256);
        var got = stream(
                from,
                "tail -c +" + (arrived + 1) + " " + path(source),
                to,
                // Not tee into the file: with a full disk it would take all the rest of the stream before it says so.
                "umask 077; { head -c " + arrived + " " + path(part) + "; { tee /dev/fd/5 | cat >>" + path(part)
                        + "; } 5>&1; } | " + SUM,
                timeout);
        if (!got.equals(sha256)) {
            shell(to, "rm -f " + path(part), SHORT);
            throw StepFailure.passing("The copy of " + source + " on node " + to + " has another checksum.");
        }
        shell(to, "mv -f " + path(part) + " " + path(target) + "; rm -f " + path(part + ".sha256"), SHORT);
    }

    /** Whether the node has such a file, and it is the one with this SHA-256; its whole content is read. */
    public boolean has(int node, String file, String sha256, Duration timeout) {
        return shell(node, "[ ! -f " + path(file) + " ] || { " + SUM + "; } <" + path(file), timeout)
                .startsWith(sha256);
    }

    /** The SHA-256 of a file, in hexadecimal. */
    public String checksum(int node, String file, Duration timeout) {
        return sum(shell(node, "{ " + SUM + "; } <" + path(file), timeout));
    }

    /** The number of bytes of this file that are there already; a part of another file is deleted. */
    private long arrived(int node, String part, String checksum) {
        var script =
                "umask 077; mkdir -p \"$(dirname " + path(part) + ")\"; p=" + path(part) + "; [ \"$(cat \"$p.sha256\" "
                        + "2>/dev/null)\" = " + checksum + " ] || { rm -f \"$p\"; echo " + checksum
                        + " >\"$p.sha256\"; }; [ -e \"$p\" ] || : >\"$p\"; stat -L -c %s \"$p\"";
        var bytes = shell(node, script, SHORT).trim();
        if (!bytes.matches("\\d{1,18}")) {
            throw StepFailure.passing(
                    SshSessions.name(node) + " does not tell how many bytes of " + part + " are there.");
        }
        return Long.parseLong(bytes);
    }

    private static String sum(String line) {
        return line.substring(0, Math.max(0, line.indexOf(' ')));
    }

    private String shell(int node, String script, Duration timeout) {
        var result = commands.script(node, "set -euo pipefail\n" + script, timeout);
        if (result.exitCode() != 0) {
            throw ScriptFailure.of(
                    "A file could not be read or written on " + SshSessions.name(node),
                    result.exitCode(),
                    result.stderr());
        }
        return result.stdout();
    }

    /** @return the sum that the writer prints */
    private String stream(int from, String reader, int to, String writer, Duration timeout) {
        return sessions.with(
                from,
                sourceSession -> sessions.with(to, targetSession -> {
                    try (var source = sourceSession.createExecChannel(bash(reader));
                            var target = targetSession.createExecChannel(bash(writer))) {
                        var complaint = new OutputTail(4096);
                        source.setErr(complaint);
                        target.setErr(complaint);
                        var printed = new OutputTail(4096);
                        target.setOut(printed);
                        CoreModuleProperties.WINDOW_TIMEOUT.set(source, timeout);
                        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(target, timeout);
                        target.open().verify(OPEN);
                        source.open().verify(OPEN);
                        var cut = passed(source, target, timeout);
                        ended(source, cut == null ? timeout : OPEN);
                        ended(target, cut == null ? timeout : OPEN);
                        // If one of the two ends early, the other ends too, with an unknown status.
                        var codes = Stream.of(source, target)
                                .map(ChannelExec::getExitStatus)
                                .toList();
                        int code = codes.stream()
                                .filter(Objects::nonNull)
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0);
                        if (code != 0) {
                            throw ScriptFailure.of(
                                    "The stream from " + SshSessions.name(from) + " to " + SshSessions.name(to)
                                            + " ended early",
                                    code,
                                    commands.masked(complaint.text()));
                        }
                        if (cut != null || codes.contains(null)) {
                            throw new IOException("the connection ended before the stream did", cut);
                        }
                        return sum(printed.text());
                    }
                }));
    }

    /**
     * In this thread, which may wait for the target. The SSH library's own would serve nobody else meanwhile, not even what keeps the
     * connection alive.
     *
     * @return why it was broken off; null: all has passed
     */
    private static IOException passed(ChannelExec source, ChannelExec target, Duration timeout) throws IOException {
        var begun = System.nanoTime();
        try (var in = source.getInvertedOut();
                var out = target.getInvertedIn()) {
            var buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                if (System.nanoTime() - begun > timeout.toNanos()) {
                    throw late(timeout);
                }
            }
            return null;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            source.close(true);
            return e;
        }
    }

    private static String bash(String script) {
        return "bash -c " + NodeScript.quoted("set -euo pipefail; " + script);
    }

    /** In the shell of the node; OCTANE_ROOT is empty on a real one. */
    private static String path(String path) {
        return "\"${OCTANE_ROOT:-}\"" + NodeScript.quoted(path);
    }

    private static void ended(ChannelExec channel, Duration timeout) throws IOException {
        if (channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), timeout).contains(ClientChannelEvent.TIMEOUT)) {
            throw late(timeout);
        }
    }

    private static InterruptedIOException late(Duration timeout) {
        return new InterruptedIOException("the stream did not end within " + timeout.toSeconds() + " s");
    }
}
