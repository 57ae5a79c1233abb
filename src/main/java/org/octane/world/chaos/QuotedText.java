package org.octane.world.chaos;

import java.util.ArrayList;
import java.util.List;

/** Text in which a separator between double quotes is none. */
final class QuotedText {

    private QuotedText() {}

    /** @throws IllegalArgumentException a quote is not closed */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                quoted ^= c == '"';
                part.append(c);
            }
        }
        if (quoted) {
            throw FaultSpec.wrong(text, "a double quote is not closed.");
        }
        parts.add(part.toString());
        return parts;
    }

    /** Without its quotes; a backslash between them takes the next character as it is. */
    static String value(String text) {
        var quotes = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quotes ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }
}
