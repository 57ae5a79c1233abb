package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.octane.Octane;
import picocli.CommandLine.ParameterException;

/**
 * Who is told what to do types it as it is told: each command that a text names is one that there is, with the arguments that it takes.
 * In a text a command stands in quotes, or behind a colon up to the end of its sentence.
 */
class NamedCommandsTest {

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern NAMED = Pattern.compile("\\boctane (([a-z][a-z-]*)\\b[^\n]*)");
    /** A sentence goes on, or ends, behind a command that stands in no quotes. */
    private static final String END = "[.;,](\\s|$)|[)\"]|\\s\\s";

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(//|/?\\*).*$");
    /** What stands for a value that is known when it runs. */
    private static final String VALUE = "1";

    /** Names of an upgrade's task in Nailgun and of a key, which nobody types. */
    private static final List<String> NO_COMMANDS = List.of("octane upgrade 1 of 1", "octane world");

    @Test
    void eachCommandThatServerAndClientNameIsOneThatCanBeTyped() throws IOException {
        var named = new TreeMap<String, String>();
        for (var file : files("src/main/java", ".java")) {
            for (var text : joined(COMMENT.matcher(Files.readString(file)).replaceAll(""))) {
                collect(named, file, text);
            }
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(wrong(named)).isEmpty();
    }

    @Test
    void eachCommandThatNodesNameIsOneThatCanBeTyped() throws IOException {
        var named = new TreeMap<String, String>();
        for (var file : files("src/main/resources/node", ".sh")) {
            var text = Files.readString(file).replace("\\\n", "").replaceAll("(?m)^\\s*#.*$", "");
            for (var line : text.split("\n")) {
                collect(named, file, line.replaceAll("\\$\\{[^}]*}|\\$\\w+", VALUE));
            }
        }
        assertThat(named).isNotEmpty();
        assertThat(wrong(named)).isEmpty();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Texts of a source as they are put together, a value for what is not written there. */
    private static List<String> joined(String source) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        var literals = LITERAL.matcher(source);
        int end = 0;
        while (literals.find()) {
            var between = source.substring(end, literals.start());
            if (text.length() > 0 && between.matches("\\s*\\+\\s*")) {
                // goes on
            } else if (text.length() > 0 && between.matches("(?s)\\s*\\+[^;{}]*\\+\\s*")) {
                text.append(VALUE);
            } else {
                finish(texts, text, between);
            }
            text.append(literals.group(1));
            end = literals.end();
        }
        finish(texts, text, source.substring(end));
        return texts;
    }

    private static void finish(List<String> texts, StringBuilder text, String after) {
        if (after.matches("(?s)\\s*\\+.*")) {
            text.append(VALUE);
        }
        texts.add(text.toString()
                .replaceAll("%(\\d+\\$)?[sd]", VALUE)
                .replace("%n", "\n")
                .replace("\\n", "\n"));
        text.setLength(0);
    }

    private static void collect(Map<String, String> named, Path file, String text) {
        var found = NAMED.matcher(text);
        for (int from = 0; found.find(from); from = found.start(1)) {
            if (exists(found.group(2)) && !NO_COMMANDS.contains(text.strip())) {
                named.put(command(text.substring(0, found.start()), found.group(1)), file.toString());
            }
        }
    }

    private static String command(String before, String rest) {
        for (var quote : List.of("'", "`", "\"")) {
            if (before.endsWith(quote)) {
                return rest.substring(0, Math.max(0, rest.indexOf(quote)));
            }
        }
        return before.isBlank() || before.matches("(?s).*(:|<\\()\\s*")
                ? rest.split(END, 2)[0]
                : "in no quotes: " + before + rest;
    }

    private static boolean exists(String name) {
        return Octane.commandLine().getSubcommands().containsKey(name);
    }

    private static List<String> wrong(Map<String, String> named) {
        var wrong = new ArrayList<String>();
        named.forEach((command, file) -> {
            var words =
                    command.strip().replaceAll("\\b[A-Z]+…?(?=\\s|$)", VALUE).split("\\s+");
            try {
                Octane.commandLine(words).parseArgs(words);
            } catch (ParameterException e) {
                wrong.add(file + ": octane " + command + ": " + e.getMessage());
            }
        });
        return wrong;
    }
}
