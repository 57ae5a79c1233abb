package org.octane.documentation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a document says is printed. {@code …} stands for anything, on a line of its own for any number of lines. Times of day,
 * durations, ports and process numbers differ from run to run and are not compared; everything else is.
 */
final class Printed {

    private static final String ELLIPSIS = "…";
    private static final Pattern VARIES = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(?:Z|[+-]\\d\\d:\\d\\d)?" // a moment
                    + "|\\d\\d:\\d\\d:\\d\\d" // a time of day
                    + "|(?<![\\w.])(?:\\d+ h )?(?:\\d+ min )?\\d+(?:\\.\\d+)? (?:s|ms|min)(?!\\w)" // a duration
                    + "|(?<=127\\.0\\.0\\.1:)\\d+" // a port
                    + "|(?<=kill )\\d+" // a process
                    + "|(?<=octane-demo-)\\d+"); // a temporary folder
    private static final Pattern ALIGNMENT = Pattern.compile(" {2,}");

    private final Pattern pattern;

    private Printed(Pattern pattern) {
        this.pattern = pattern;
    }

    static Printed of(List<String> lines) {
        var regex = lines.stream()
                .map(line -> line.strip().equals(ELLIPSIS) ? "(?:[^\n]*\n)*?" : line(line) + "\n")
                .collect(Collectors.joining());
        return new Printed(Pattern.compile(regex));
    }

    boolean matches(String output) {
        var text = output.isEmpty() || output.endsWith("\n") ? output : output + "\n";
        return pattern.matcher(comparable(text)).matches();
    }

    private static String line(String line) {
        return Pattern.quote(comparable(line)).replace(ELLIPSIS, "\\E[^\n]*\\Q");
    }

    /** Columns are as wide as what stands in them, so their width isn't compared either. */
    static String comparable(String text) {
        var lines = text.lines()
                .map(line -> ALIGNMENT
                        .matcher(VARIES.matcher(line.stripTrailing()).replaceAll("<>"))
                        .replaceAll("  "))
                .collect(Collectors.joining("\n"));
        return text.endsWith("\n") ? lines + "\n" : lines;
    }
}
