package org.octane.node;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.octane.step.StepFailure;

/** Asks from a node, ten times a second, whether something answers; changes nothing there. */
public final class NodeSamples {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\d{1,9}) (yes|no|unknown)$");
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final NodeCommands commands;

    NodeSamples(NodeCommands commands) {
        this.commands = commands;
    }

    /**
     * One sample.
     *
     * @param after the beginning, when it was asked
     * @param answer yes, no or unknown
     */
    public record Sample(Duration after, String answer) {}

    /**
     * @param kind http, tcp or ping
     * @param within an answer has to come
     * @throws StepFailure if the node itself gives none
     */
    public List<Sample> take(int node, String kind, String address, int count, Duration within) {
        long seconds = Math.max(1, within.toSeconds());
        var script = "KIND=" + NodeScript.quoted(kind) + "\nADDRESS=" + NodeScript.quoted(address) + "\nCOUNT=" + count
                + "\nWITHIN=" + seconds + "\n" + NodeScript.resource("node/job/samples.sh");
        var longest = INTERVAL.plusSeconds(seconds).multipliedBy(count).plusSeconds(5);
        var result = commands.script(node, script, longest);
        if (result.exitCode() != 0) {
            throw ScriptFailure.of(
                    "Nothing can be probed from " + SshSessions.name(node), result.exitCode(), result.stderr());
        }
        return SAMPLE.matcher(result.stdout())
                .results()
                .map(found -> new Sample(Duration.ofMillis(Long.parseLong(found.group(1))), found.group(2)))
                .toList();
    }
}
