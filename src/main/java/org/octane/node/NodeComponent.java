package org.octane.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.ssh.SshComponent;
import org.apache.camel.component.ssh.SshEndpoint;

/**
 * {@code node:script/<stage>/<step>?job=false}: runs a step's script on the node of the {@link org.octane.step.StepCall} in the
 * body and answers an {@link org.octane.step.Outcome}. Camel's own SSH producer connects anew for every exchange, has no stdin
 * and no deadline, hence another producer.
 */
final class NodeComponent extends SshComponent {

    /** Scripts of an operator, by a folder that no stage has. */
    private static final String OWN = "steps.d/";

    private final Commands commands;
    private final NodeSettings settings;
    private final Path ownScripts;

    NodeComponent(Commands commands, NodeSettings settings, Path ownScripts) {
        this.commands = commands;
        this.settings = settings;
        this.ownScripts = ownScripts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        boolean job = Boolean.parseBoolean(String.valueOf(parameters.remove("job")));
        // Read now: a route that names a script that isn't there shall not start.
        var script = script(remaining.substring(remaining.indexOf('/') + 1));
        return new SshEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new NodeProducer(this, script, job, commands, settings);
            }
        };
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
