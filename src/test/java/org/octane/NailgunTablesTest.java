package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Only Nailgun's room names a table of Nailgun: the schema differs from release to release, and whoever follows it looks in
 * one place. The simulated cloud is another program, with its own statements.
 */
class NailgunTablesTest {

    private static final Path MAIN = Path.of("src/main");
    private static final List<String> ALLOWED = List.of(
            "resources/sql/nailgun/",
            "resources/sql/world/",
            "resources/db/nailgun/",
            "resources/world/",
            "java/org/octane/nailgun/",
            "java/org/octane/world/");
    private static final Pattern STRING = Pattern.compile(
            "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"(?:\\s*\\+\\s*\"(?:\\\\.|[^\"\\\\\\n])*\")*");
    private static final Pattern STATEMENT =
            Pattern.compile("(?is)\\b(select\\s.*\\sfrom|insert\\s+into|update\\s|delete\\s+from|lock\\s+table)\\b.*");

    @Test
    void nobodyElseNamesATableOfNailgun() throws IOException {
        assertThat(namedOutside()).isEmpty();
    }

    @Test
    void aTableIsSeenInSqlAndInStringsOfJava() {
        assertThat(tables("a.sql", "-- of clusters\nSELECT 1 FROM step JOIN nodes n ON true"))
                .containsExactly("nodes");
        assertThat(tables("A.java", "sql.query(\"SELECT ip\" + \" FROM nodes WHERE id = ?\")"))
                .containsExactly("nodes");
        assertThat(tables("A.java", "log(\"taken from nodes\"); sql.query(\"\"\"\n delete from \"tasks\" \"\"\")"))
                .containsExactly("tasks");
        assertThat(tables("A.java", "// update nodes\nsql.query(\"update step set status = ?\")"))
                .isEmpty();
    }

    private static List<String> namedOutside() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(MAIN)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = MAIN.relativize(file).toString();
                if (name.matches(".*\\.(sql|java)|resources/routes/.*")
                        && ALLOWED.stream().noneMatch(name::startsWith)) {
                    tables(name, Files.readString(file)).forEach(table -> found.add(name + ": " + table));
                }
            }
        }
        return found;
    }

    private static List<String> tables(String file, String text) {
        var statements = file.endsWith(".java")
                ? STRING.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .map(string -> string.replaceAll("\"\\s*\\+\\s*\"", ""))
                        .filter(string -> STATEMENT.matcher(string).find())
                        .collect(Collectors.joining("\n"))
                : text.replaceAll("(?m)--.*$", "");
        var named = new TreeSet<String>();
        Pattern.compile("(?i)\\b(?:from|join|into|update|table|only)\\s+\"?(\\w+)\"?")
                .matcher(statements)
                .results()
                .map(name -> name.group(1).toLowerCase(Locale.ROOT))
                .filter(nailgun()::contains)
                .forEach(named::add);
        return List.copyOf(named);
    }

    /** As the schema has them, of all releases. */
    private static List<String> nailgun() {
        var known = new Properties();
        try (Reader columns = Files.newBufferedReader(MAIN.resolve("resources/db/nailgun-columns.properties"))) {
            known.load(columns);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return known.stringPropertyNames().stream()
                .map(name -> name.replace("?", ""))
                .toList();
    }
}
