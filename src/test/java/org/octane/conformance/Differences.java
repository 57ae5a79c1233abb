package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two JSON documents differ, as lines {@code path: expected → actual}. */
public record Differences(List<String> lines) {

    public static List<String> between(JsonNode expected, JsonNode actual) {
        var found = new Differences(new ArrayList<>());
        found.compare("", expected, actual);
        return found.lines;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            var names = new TreeSet<String>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, expected.path(name), actual.path(name)));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (!expected.equals(actual) && !same(expected, actual)) {
            lines.add(path + ": " + brief(expected) + " → " + brief(actual));
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        return expected.isNumber() && actual.isNumber() && expected.asDouble() == actual.asDouble();
    }

    private static String brief(JsonNode node) {
        var text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 150 ? text.substring(0, 150) + "…" : text;
    }
}
