package org.octane.astute.tasks;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in braces in a task's parameters, for which Nailgun puts values; two braces stand for one. */
record Placeholders(Map<String, String> values) {

    private static final Pattern BRACES = Pattern.compile("\\{\\{|\\}\\}|\\{(\\w*)\\}");

    /** @throws TaskFault a name has no value */
    String fill(String task, String text) {
        var filled = new StringBuilder();
        var found = BRACES.matcher(text);
        while (found.find()) {
            found.appendReplacement(filled, Matcher.quoteReplacement(replacement(task, found)));
        }
        found.appendTail(filled);
        return filled.toString();
    }

    private String replacement(String task, Matcher found) {
        if (found.group(1) == null) {
            return found.group().substring(1);
        }
        var value = values.get(found.group(1));
        if (value == null) {
            throw new TaskFault("Deployment task %s has the placeholder %s, for which there is no value"
                    .formatted(task, found.group()));
        }
        return value;
    }
}
