package org.octane.server.probes;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.octane.node.NodeSamples;
import org.octane.probe.NodeAsker;
import org.octane.probe.Target;

/** Probes from nodes over SSH, two seconds at a time. */
public record ProbesOfNodes(NodeSamples samples) implements NodeAsker {

    private static final int COUNT = 20;

    @Override
    public void ask(Target target, Instant begun, Duration timeout, Found found) {
        var kind = target.kind().name().toLowerCase(Locale.ROOT);
        samples.take(target.from(), kind, target.address(), COUNT, timeout)
                .forEach(sample -> found.sample(
                        begun.plus(sample.after()),
                        !sample.answer().equals("unknown"),
                        sample.answer().equals("yes")));
    }
}
