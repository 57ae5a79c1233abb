package org.octane.node;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code node:script/<stage>/<script>}: runs {@code node/<stage>/<script>.sh} on the first node of the
 * {@link org.octane.step.StepCall} in the body, in the phase of that call, and answers an {@link org.octane.step.Outcome}; what
 * the script prints as results is in it. A failure is thrown as {@link org.octane.step.StepFailure}.
 *
 * <p>The only option is {@code job} ({@code true} or {@code false}, the default). With {@code job=true}, {@code act} and
 * {@code undo} run as a remote job, which goes on when the connection is lost: the answer is then
 * {@link org.octane.step.Outcome.Kind#WAITING} until {@code check} or {@code undo} finds that the job has ended.
 *
 * <p>A script is given up after the call's parameter {@code timeout} in seconds, or {@code octane.ssh.timeout}. Nothing can be
 * received from this endpoint.
 */
final class NodeEndpoint extends DefaultEndpoint {

    private final NamedScript script;
    private final boolean job;
    private final NodeComponent component;

    NodeEndpoint(String uri, NodeComponent component, NamedScript script, boolean job) {
        super(uri, component);
        this.script = script;
        this.job = job;
        this.component = component;
    }

    @Override
    public Producer createProducer() {
        return new NodeProducer(this, script, job, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("A route can send to " + getEndpointUri() + ", but not begin with it.");
    }
}
