package org.octane.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.octane.step.StepCall;

/**
 * A step's script with the parts of {@code node/lib} that it names. Parameters and secrets travel inside the text and so never
 * stand on a command line.
 *
 * @param body the script; each line {@code . ../lib/NAME.sh} has given place to that part, the first time it is named
 */
public record NodeScript(String body) {

    /**
     * Runs the script that stands on its stdin and ends in {@link #WHOLE}; exit code 69, no answer, where not all of it arrives.
     * Not {@code bash -s}: half a script would end well without having done anything; and it reads a pipe one byte at a time,
     * which takes longer than many a script does.
     */
    public static final String SHELL = "bash -c 'octane_text=$(cat); case $octane_text in"
            + " *\"# the whole script\") eval \"$octane_text\" ;;"
            + " *) echo \"the script did not arrive as a whole\" >&2; exit 69 ;; esac'";

    /** The last line of what {@link #SHELL} runs. */
    public static final String WHOLE = "\n# the whole script\n";

    private static final Pattern PART = Pattern.compile("\\. \\.\\./lib/([a-z-]+)\\.sh");

    /**
     * @param name {@code <stage>/<script>}
     * @throws IllegalArgumentException if the script or a part that it names is not there
     */
    public static NodeScript named(String name) {
        return of(resource("node/" + name + ".sh"));
    }

    /** A script that is no part of the program; it names parts of the library like any other. */
    public static NodeScript of(String text) {
        var body = new StringBuilder();
        append(text, new LinkedHashSet<>(), body);
        return new NodeScript(body.toString());
    }

    private static void append(String text, Set<String> sent, StringBuilder body) {
        text.lines().forEach(line -> {
            var part = PART.matcher(line);
            if (!part.matches()) {
                body.append(line).append('\n');
            } else if (sent.add(part.group(1))) {
                append(resource("node/lib/" + part.group(1) + ".sh"), sent, body);
            }
        });
    }

    /** The call with those parameters alone that the script names. */
    public StepCall told(StepCall call) {
        var some = new HashMap<>(call.parameters());
        some.keySet().removeIf(name -> !asksFor(variable(name)));
        return call.only(some);
    }

    /** Whether it, or a part of it, names the variable. */
    boolean asksFor(String variable) {
        return Pattern.compile("\\b" + variable + "\\b").matcher(body).find();
    }

    /** What goes to the stdin of {@link #SHELL}: quoted assignments, the script, and the call of the phase. */
    public String text(StepCall call) {
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
        return text.append(body)
                .append("\nmain ")
                .append(variables.get("PHASE"))
                .append(" </dev/null\n")
                .toString();
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
