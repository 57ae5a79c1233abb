package org.octane.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.octane.step.StepCall;

/**
 * The text that goes to the stdin of one {@code bash -s}: quoted assignments, the common functions, the step's script and the
 * call of the phase. Parameters and secrets travel inside it and so never stand on a command line.
 */
record NodeScript(String text) {

    private static final String LIBRARY = resource("node/lib.sh");

    static NodeScript of(StepCall call, String script) {
        var variables = new TreeMap<String, String>();
        call.parameters().forEach((name, value) -> variables.put(variable(name), value));
        variables.putAll(Map.of(
                "UPGRADE", Long.toString(call.upgrade()),
                "STEP", Long.toString(call.step()),
                "ATTEMPT", Integer.toString(call.attempt()),
                "FENCE", Long.toString(call.fence()),
                "PHASE", call.phase().name().toLowerCase(Locale.ROOT),
                "ORIG_ID", Integer.toString(call.original()),
                "SEED_ID", call.seed() == null ? "" : Integer.toString(call.seed())));
        var text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append(name).append('=').append(quoted(value)).append('\n'));
        text.append(LIBRARY).append('\n').append(resource("node/" + script + ".sh"));
        return new NodeScript(text.append("\nmain ")
                .append(variables.get("PHASE"))
                .append(" </dev/null\n")
                .toString());
    }

    private static String variable(String name) {
        var variable = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        if (!variable.matches("[A-Z_][A-Z0-9_]*")) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a shell variable");
        }
        return variable;
    }

    /** A word the shell takes as it is. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    static String resource(String path) {
        try (InputStream in = NodeScript.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no script " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
