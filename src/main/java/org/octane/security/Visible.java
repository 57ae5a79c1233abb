package org.octane.security;

/**
 * Makes characters visible that a terminal or a log would obey instead of showing: control characters of ASCII and of C1, with which
 * OSC and CSI sequences begin, and those that turn the direction of writing or have no width. They become escapes as JSON and Java
 * write them, so that JSON stays the same JSON.
 */
public final class Visible {

    private Visible() {}

    /** Line ends and tabs stay. */
    public static String lines(String text) {
        return of(text, "\n\t");
    }

    /** Nothing stays that ends a line. */
    public static String line(String text) {
        return of(text, "");
    }

    static boolean isObeyed(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String of(String text, String kept) {
        if (text == null) {
            return null;
        }
        int i = 0;
        while (i < text.length() && !changes(text.charAt(i), kept)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        var visible = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (changes(c, kept)) {
                visible.append(String.format("\\u%04x", (int) c));
            } else {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    private static boolean changes(char c, String kept) {
        return isObeyed(c) && kept.indexOf(c) < 0;
    }
}
