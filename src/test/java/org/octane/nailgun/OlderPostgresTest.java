package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The PostgreSQL of a Fuel master is 9.3: what came later must not stand in a statement on Nailgun's database. */
class OlderPostgresTest {

    /** By version what it brought, as regular expressions. */
    private static final Map<String, List<String>> LATER = later();

    /** Statements with these names are on Octane's own database, which is newer. */
    @Test
    void statementsOnNailgunsDatabaseUseNothingNewer() throws IOException {
        var found = new ArrayList<String>();
        var looked = 0;
        for (var file : statements()) {
            var text = withoutComments(Files.readString(file));
            if (isOctanes(file.toString(), text)) {
                continue;
            }
            looked++;
            LATER.forEach((version, things) -> things.forEach(thing -> {
                if (Pattern.compile("(?i)" + thing).matcher(text).find()) {
                    found.add(file + ": " + thing + " came with " + version);
                }
            }));
        }
        assertThat(looked).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    @Test
    void newerThingsAreFound() {
        for (var statement : List.of(
                "insert into a values (1) on conflict do nothing",
                "select 1 for update skip locked",
                "select x::jsonb",
                "select json_build_object('a', 1)",
                "select count(*) filter (where a) from b",
                "alter table a add column if not exists b text")) {
            assertThat(LATER.values().stream().flatMap(List::stream))
                    .as(statement)
                    .anyMatch(thing ->
                            Pattern.compile("(?i)" + thing).matcher(statement).find());
        }
    }

    private static boolean isOctanes(String file, String text) {
        return file.endsWith(".sql") && text.contains(" octane.");
    }

    private static List<Path> statements() throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : List.of("src/main/resources/sql/nailgun", "src/main/java/org/octane/nailgun")) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                walk.filter(Files::isRegularFile).forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^\\s*(--|//|\\*|/\\*).*$", "");
    }

    private static Map<String, List<String>> later() {
        var later = new LinkedHashMap<String, List<String>>();
        later.put(
                "9.4",
                List.of(
                        "\\bjsonb\\b",
                        "\\bjsonb_\\w+",
                        "\\bjson_(build_(object|array)|object|object_agg|typeof|to_record|to_recordset)\\s*\\(",
                        "\\bjson_array_elements_text\\b",
                        "\\bfilter\\s*\\(\\s*where\\b",
                        "\\bwithin\\s+group\\b",
                        "\\bwith\\s+ordinality\\b",
                        "\\brows\\s+from\\b",
                        "\\bcardinality\\s*\\(",
                        "\\bmake_(date|time|timestamp|timestamptz|interval)\\s*\\(",
                        "\\bto_reg(class|type|proc|oper)\\s*\\(",
                        "\\bunnest\\s*\\([^()]*,"));
        later.put(
                "9.5",
                List.of(
                        "\\bon\\s+conflict\\b",
                        "\\bskip\\s+locked\\b",
                        "\\b(grouping\\s+sets|cube|rollup)\\s*\\(",
                        "\\btablesample\\b",
                        "\\breg(namespace|role)\\b",
                        "\\barray_positions?\\s*\\(",
                        "\\bjson_strip_nulls\\b",
                        "\\bcreate\\s+index\\s+if\\s+not\\s+exists\\b",
                        "\\bset\\s*\\([^)]*\\)\\s*=\\s*\\(\\s*select\\b"));
        later.put(
                "9.6",
                List.of(
                        "\\badd\\s+column\\s+if\\s+not\\s+exists\\b",
                        "\\bnum_(non)?nulls\\s*\\(",
                        "\\bcurrent_setting\\s*\\([^)]*,",
                        "\\bpg_blocking_pids\\b"));
        later.put(
                "10 or later",
                List.of(
                        "\\bgenerated\\s+(always|by\\s+default)\\s+as\\b",
                        "\\brename\\s+value\\b",
                        "\\bregexp_match\\s*\\(",
                        "\\bstarts_with\\s*\\(",
                        "\\bas\\s+(not\\s+)?materialized\\s*\\(",
                        "\\bgen_random_uuid\\s*\\(",
                        "\\bany_value\\s*\\(",
                        "\\bmerge\\s+into\\b",
                        "\\bstring_to_table\\s*\\(",
                        "\\bcall\\s+\\w+\\s*\\(\\s*\\)\\s*;?$"));
        return later;
    }
}
