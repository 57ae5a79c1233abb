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
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Who is told what to do types it as it is told: each command that a text names is one that there is, with the arguments that it takes.
 * In a text a command stands in quotes, or behind a colon up to the end of its sentence.
 */
class NamedCommandsTest {

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern NAMED = Pattern.compile("\\boctane (([a-z][a-z-]*)\\b[^\n]*)");
    /** A sentence goes on, or ends, behind a command that stands in no quotes. */
    private static final String END = "[.;,](\\s|$)|[)\"]|\\s\\s";

    /** A text of a statement, and whether something is put behind it. */
    private static final Pattern SQL_LITERAL = Pattern.compile("'((?:[^'\n]|'')*)'(\\s*\\|\\|)?");
    /** What is set as code: in Markdown, in descriptions, and in the board's texts. */
    private static final Pattern CODE = Pattern.compile("[`'](octane [^`'\n]*)[`']");

    private static final Pattern INDENTED = Pattern.compile("(?m)^ {4,}(octane [^\n]*)$");

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

    @Test
    void eachCommandThatStatementsContractStagesAndTheBoardNameIsOneThatCanBeTyped() throws IOException {
        var named = new TreeMap<String, String>();
        for (var file : files("src/main/resources/sql", ".sql")) {
            for (var text : SQL_LITERAL
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1) + (found.group(2) == null ? "" : VALUE))
                    .toList()) {
                collect(named, file, text);
            }
        }
        for (var file : files("src/main/resources/web", ".js")) {
            for (var found : CODE.matcher(Files.readString(file)).results().toList()) {
                collect(named, file, found.group(1).replaceAll("\\$\\{[^}]*}", VALUE));
            }
        }
        for (var folder : List.of("openapi", "asyncapi", "stages", "plans")) {
            for (var file : files("src/main/resources/" + folder, ".yaml")) {
                for (var found : CODE.matcher(Files.readString(file)).results().toList()) {
                    collect(named, file, found.group(1));
                }
            }
        }
        assertThat(named).isNotEmpty();
        assertThat(wrong(named)).isEmpty();
    }

    @Test
    void eachCommandThatTheDocumentationNamesIsOneThatCanBeTyped() throws IOException {
        var named = new TreeMap<String, String>();
        var documents = new ArrayList<>(files("docs", ".md"));
        documents.addAll(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("ARCHITECTURE.md")));
        for (var file : documents) {
            var text = Files.readString(file);
            for (var found : CODE.matcher(text.replaceAll("(?s)```.*?```", "").replaceAll("\n *", " "))
                    .results()
                    .toList()) {
                collect(named, file, found.group(1));
            }
            for (var line : INDENTED.matcher(text).results().toList()) {
                collect(named, file, line.group(1).replaceFirst("\\s+#.*", ""));
            }
        }
        assertThat(named).hasSizeGreaterThan(50);
        // A sentence may speak of a command without what it takes.
        assertThat(wrong(named))
                .filteredOn(wrong -> !wrong.contains(": Missing required "))
                .isEmpty();
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

    private static ParseResult leaf(ParseResult parsed) {
        return parsed.hasSubcommand() ? leaf(parsed.subcommand()) : parsed;
    }

    private static boolean exists(String name) {
        return Octane.commandLine().getSubcommands().containsKey(name);
    }

    private static List<String> wrong(Map<String, String> named) {
        var wrong = new ArrayList<String>();
        named.forEach((command, file) -> {
            var words = command.strip()
                    .replaceAll("\\b[A-Z]+…?(?=\\s|$)", VALUE)
                    .replace(" …", "")
                    .split("\\s+");
            try {
                leaf(Octane.commandLine(words).parseArgs(words)).matchedPositionals().stream()
                        .filter(PositionalParamSpec::hidden)
                        .forEach(alone -> wrong.add(file + ": octane " + command + ": it is told as --env"));
            } catch (ParameterException e) {
                wrong.add(file + ": octane " + command + ": " + e.getMessage());
            }
        });
        return wrong;
    }
}
