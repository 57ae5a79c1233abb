package org.octane.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.octane.step.StepOutput;

/** Component {@code node}: makes a {@link NodeEndpoint} of a URI, and refuses options that the endpoint does not have. */
final class NodeComponent extends DefaultComponent {

    private static final String SCRIPT = "script/";

    /** Scripts of an operator, by a folder that no stage has. */
    private static final String OWN = "steps.d/";

    private final NodeCommands commands;
    private final NodeSettings settings;
    private final StepOutput output;
    private final LongFunction<String> dumpKeys;
    private final Path ownScripts;

    /**
     * @param output keeps what scripts print
     * @param dumpKeys by which an upgrade seals dumps
     */
    NodeComponent(
            NodeCommands commands,
            NodeSettings settings,
            StepOutput output,
            LongFunction<String> dumpKeys,
            Path ownScripts) {
        this.commands = commands;
        this.settings = settings;
        this.output = output;
        this.dumpKeys = dumpKeys;
        this.ownScripts = ownScripts;
    }

    NodeCommands commands() {
        return commands;
    }

    NodeSettings settings() {
        return settings;
    }

    StepOutput output() {
        return output;
    }

    LongFunction<String> dumpKeys() {
        return dumpKeys;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (!remaining.startsWith(SCRIPT)) {
            throw new IllegalArgumentException("'" + uri + "' is not of the form node:script/<stage>/<script>");
        }
        // All that the URI says: Camel itself takes options that every endpoint inherits, honoured or not.
        var unknown = Pattern.compile("[?&](?!job=)([^=&]*)").matcher(uri);
        if (unknown.find()) {
            throw new IllegalArgumentException(
                    "'" + uri + "' has an option " + unknown.group(1) + "; there is only job");
        }
        var job = String.valueOf(parameters.getOrDefault("job", "false"));
        parameters.remove("job");
        if (!job.equals("true") && !job.equals("false")) {
            throw new IllegalArgumentException("Option job of '" + uri + "' is '" + job + "', not true or false");
        }
        // Read now: a route that names a script that isn't there shall not start.
        var name = remaining.substring(SCRIPT.length());
        return new NodeEndpoint(uri, this, NamedScript.of(name, script(name)), Boolean.parseBoolean(job));
    }

    private NodeScript script(String name) {
        if (!name.startsWith(OWN)) {
            return NodeScript.named(name);
        }
        var file = ownScripts.resolve(name.substring(OWN.length()) + ".sh");
        try {
            return NodeScript.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The script " + file + " can't be read", e);
        }
    }
}
