package org.octane.lab;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/**
 * What the lab asks: words that each end with a zero byte, and an empty one at the end: node, step, phase, then variables,
 * {@code NAME=VALUE}.
 *
 * @param node {@code node-4} or {@code master}
 */
record StepRequest(String node, String step, Phase phase, Map<String, String> variables) {

    static StepRequest read(InputStream in) throws IOException {
        var words = words(in);
        var variables = new TreeMap<String, String>();
        for (var word : words.subList(3, words.size())) {
            int equals = word.indexOf('=');
            variables.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new StepRequest(
                words.get(0), words.get(1), Phase.valueOf(words.get(2).toUpperCase(Locale.ROOT)), variables);
    }

    int nodeId() {
        return node.equals("master") ? StepCall.MASTER : Integer.parseInt(node.substring("node-".length()));
    }

    /** A variable that says which call this is, and is none of the script's. */
    String taken(String name, String otherwise) {
        var value = variables.remove(name);
        return value == null ? otherwise : value;
    }

    private static List<String> words(InputStream in) throws IOException {
        var words = new ArrayList<String>();
        var word = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next > 0) {
                word.write(next);
            } else if (word.size() > 0) {
                words.add(word.toString(StandardCharsets.UTF_8));
                word.reset();
            } else {
                return words;
            }
        }
        throw new EOFException("the request is cut");
    }
}
