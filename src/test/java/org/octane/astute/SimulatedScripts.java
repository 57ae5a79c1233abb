package org.octane.astute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/** What controllers say: node 1 has the new release, all others that of before. */
final class SimulatedScripts implements TaskScripts {

    /** By script and node: what is not so. */
    final Map<String, String> missing = new ConcurrentHashMap<>();

    @Override
    public StepCall facts(StepCall call) {
        return call.with(Map.of(
                "NODE_NAME",
                "node-" + call.nodes().get(0),
                "SEED_CONTROLLERS",
                "node-1",
                "PUBLIC_GATEWAY",
                "172.16.0.1",
                "REPOSITORIES",
                "deb http://somebody:secret@mirror/ubuntu trusty main"));
    }

    @Override
    public Outcome run(String script, StepCall call) {
        var sentence = missing.get(script + " " + call.nodes().get(0));
        return sentence == null
                ? Outcome.done("It was so already.", Map.of("proof." + script.replace('/', '.'), "it is so"))
                : Outcome.missing(sentence);
    }
}
