package org.octane.node;

import java.time.Duration;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.octane.step.StepCall;

/** Runs a node script, or starts and follows it as a remote job. */
final class NodeProducer extends DefaultProducer {

    private final NodeScript script;
    private final boolean job;
    private final NodeCommands commands;
    private final NodeSettings settings;

    NodeProducer(Endpoint endpoint, NodeScript script, boolean job, NodeCommands commands, NodeSettings settings) {
        super(endpoint);
        this.script = script;
        this.job = job;
        this.commands = commands;
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var call = exchange.getMessage().getMandatoryBody(StepCall.class);
        int node = call.nodes().get(0);
        var result = commands.script(node, stdin(call), timeout(call));
        exchange.getMessage()
                .setBody(new ScriptOutcome(result, job, settings.jobPoll(), SshSessions.name(node))
                        .outcome(call.phase()));
    }

    private String stdin(StepCall call) {
        var text = script.text(call);
        if (!job) {
            return text;
        }
        return switch (call.phase()) {
            case CHECK -> job(call, "") + NodeScript.resource("node/job/look.sh") + text;
            case ACT -> job(call, "") + started(text);
            case VERIFY -> text;
            case UNDO ->
                job(call, "")
                        + NodeScript.resource("node/job/stop.sh")
                        + job(call, "-undo")
                        + NodeScript.resource("node/job/look.sh")
                        + NodeScript.resource("node/job/end.sh")
                        + started(text);
        };
    }

    private static String started(String text) {
        return "OCTANE_JOB_SCRIPT=" + NodeScript.quoted(text) + "\n" + NodeScript.resource("node/job/start.sh");
    }

    /** Assignments that tell the scripts of {@code node/job} which job is meant. */
    private static String job(StepCall call, String suffix) {
        return "JOB=" + call.upgrade() + "-" + call.step() + suffix + "\nATTEMPT=" + call.attempt() + "\n";
    }

    private Duration timeout(StepCall call) {
        var seconds = call.parameters().get("timeout");
        return seconds != null && !job ? Duration.ofSeconds(Long.parseLong(seconds)) : settings.commandTimeout();
    }
}
