package org.octane.nailgun.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the lines of a dump together to statements: one ends with the semicolon at a line's end, outside of quotes. */
final class DumpStatements {

    private static final Pattern QUOTES = Pattern.compile("'|\\$\\w*\\$");

    private final StringBuilder text = new StringBuilder();
    private String open;

    /** The statement that this line completes, without its semicolon; null if there is none. */
    String add(String line) {
        if (text.isEmpty() && (line.isBlank() || line.startsWith("--") || line.startsWith("\\"))) {
            return null;
        }
        text.append(text.isEmpty() ? "" : "\n").append(line);
        followQuotes(line);
        if (open != null || !line.endsWith(";")) {
            return null;
        }
        var statement = text.substring(0, text.length() - 1);
        text.setLength(0);
        return statement;
    }

    private void followQuotes(String line) {
        Matcher quotes = QUOTES.matcher(line);
        while (quotes.find()) {
            if (open == null) {
                open = quotes.group();
            } else if (open.equals(quotes.group())) {
                open = null;
            }
        }
    }
}
