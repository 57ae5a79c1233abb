package org.octane.step;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.octane.node.NodeScript;

/** What the product sends to a node for a step's script. */
final class SentScript {

    private SentScript() {}

    /**
     * @param script {@code stage/step}
     * @param variables of the script; those that say which step it is have defaults
     */
    static String text(String script, String phase, Map<String, String> variables) {
        var parameters = new TreeMap<>(variables);
        parameters.remove("PHASE");
        var seed = taken(parameters, "SEED_ID", "");
        var stageAndName = script.split("/");
        var call = new StepCall(
                Long.parseLong(taken(parameters, "UPGRADE", "1")),
                Long.parseLong(taken(parameters, "STEP", "1")),
                stageAndName[0],
                stageAndName[1],
                Phase.valueOf(phase.toUpperCase(Locale.ROOT)),
                Integer.parseInt(taken(parameters, "ATTEMPT", "1")),
                Long.parseLong(taken(parameters, "FENCE", "1")),
                List.of(),
                Integer.parseInt(taken(parameters, "ORIG_ID", "0")),
                seed.isEmpty() ? null : Integer.valueOf(seed),
                parameters);
        return NodeScript.named(script).text(call);
    }

    private static String taken(Map<String, String> parameters, String name, String otherwise) {
        var value = parameters.remove(name);
        return value == null ? otherwise : value;
    }
}
