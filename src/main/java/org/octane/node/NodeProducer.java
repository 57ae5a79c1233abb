package org.octane.node;

import java.time.Duration;
import java.util.function.LongFunction;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.StepOutput;

/** Runs a node script, or starts and follows it as a remote job. */
final class NodeProducer extends DefaultProducer {

    private static final String DUMP_KEY = "DUMP_KEY";

    private final NamedScript named;
    private final boolean job;
    private final NodeCommands commands;
    private final NodeSettings settings;
    private final StepOutput output;
    private final LongFunction<String> dumpKeys;

    NodeProducer(Endpoint endpoint, NamedScript named, boolean job, NodeComponent component) {
        super(endpoint);
        this.named = named;
        this.job = job;
        this.commands = component.commands();
        this.settings = component.settings();
        this.output = component.output();
        this.dumpKeys = component.dumpKeys();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var call = exchange.getMessage().getMandatoryBody(StepCall.class);
        int node = call.nodes().get(0);
        var from = StepOutput.Source.of(call, node);
        output.runs(from, named.name(), named.sha256());
        try {
            var outcome = new ScriptOutcome(
                    commands.script(node, secrets(call) + stdin(call), timeout(call)),
                    job,
                    settings.jobPoll(),
                    SshSessions.name(node));
            output.print(from, outcome.printed());
            exchange.getMessage().setBody(outcome.outcome(call.phase()));
        } catch (StepFailure e) {
            if (e.exitCode() == null) {
                // It gave no answer in time; what it had printed by then.
                output.print(from, e.output());
            }
            throw e;
        }
    }

    /** Ahead of the script, whose text a remote job keeps in a file while it runs: what is told here stays in memory. */
    private String secrets(StepCall call) {
        return call.step() > 0 && named.script().asksFor(DUMP_KEY)
                ? "export " + DUMP_KEY + "=" + NodeScript.quoted(dumpKeys.apply(call.upgrade())) + "\n"
                : "";
    }

    private String stdin(StepCall call) {
        var text = named.script().text(call);
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
