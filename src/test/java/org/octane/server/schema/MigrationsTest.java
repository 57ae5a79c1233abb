package org.octane.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Servers of the release before go on working on what a migration has made, and start again on it: so a migration adds, and one that does
 * more says so to the database before all else.
 */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/octane");
    /** Before it no server told others of its release. */
    private static final int FIRST = 270;

    private static final Pattern NAME = Pattern.compile("V([0-9]+)__.*\\.sql");
    private static final Pattern REQUIRES = Pattern.compile("\\ASELECT REQUIRE_SERVERS\\(([0-9]+)\\)");
    private static final Pattern COMMENT = Pattern.compile("(?m)--.*$");
    private static final Pattern FUNCTION = Pattern.compile("(?s)\\$\\$.*?\\$\\$");

    /** What an older server may stumble over. That a table or a column is new it does not notice. */
    private static final List<Pattern> HARMS = Stream.of(
                    "\\bDROP (?!NOT NULL|DEFAULT)",
                    "\\bRENAME\\b",
                    "\\bALTER COLUMN \\w+ (SET DATA )?TYPE\\b",
                    "\\bSET NOT NULL\\b",
                    "\\bADD (COLUMN )?(IF NOT EXISTS )?\\w+ (?=[^,;]*\\bNOT NULL\\b)(?![^,;]*\\bDEFAULT\\b)",
                    "\\bADD (CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)\\b",
                    "\\bCREATE UNIQUE INDEX\\b",
                    "\\bCREATE (CONSTRAINT )?TRIGGER\\b",
                    "\\b(TRUNCATE|DELETE FROM)\\b")
            .map(Pattern::compile)
            .toList();

    /** Those that do more, which no older server notices, and why. */
    private static final Map<Integer, String> LOOKED_AT = Map.of(
            340,
            "an older server's second limit before a turn is asked again took its events with it; that call fails now, and changes nothing");

    @Test
    void aMigrationThatDoesMoreThanAddRequiresServersOfItsOwnRelease() {
        assertThat(migrations()
                        .filter(migration -> migration.number() > FIRST && !LOOKED_AT.containsKey(migration.number())))
                .allSatisfy(migration -> assertThat(complaint(migration.number(), migration.text()))
                        .as(migration.name())
                        .isEmpty());
    }

    @Test
    void whatOlderServersStumbleOverIsFoundAndWhatTheyDoNotNoticeIsNot() {
        assertThat(Stream.of(
                        "ALTER TABLE step DROP COLUMN message;",
                        "DROP VIEW claimable;",
                        "ALTER TABLE step RENAME COLUMN message TO sentence;",
                        "ALTER TABLE step ALTER COLUMN message TYPE varchar(80);",
                        "ALTER TABLE step ALTER COLUMN message SET NOT NULL;",
                        "ALTER TABLE step ADD COLUMN a text, ADD COLUMN b text NOT NULL;",
                        "ALTER TABLE step DROP CONSTRAINT step_status_check, ADD CHECK (status <> '');",
                        "CREATE UNIQUE INDEX one ON step (name);"))
                .allSatisfy(text -> assertThat(complaint(300, text)).as(text).isNotEmpty());
        assertThat(Stream.of(
                        "CREATE TABLE new (id bigint NOT NULL, name text);",
                        "ALTER TABLE step ADD COLUMN a text, ADD COLUMN b integer NOT NULL DEFAULT 0;",
                        "-- DROP COLUMN is for later\nCREATE INDEX step_of_day ON step (queued_at);",
                        "ALTER TABLE step ALTER COLUMN title DROP NOT NULL;",
                        "-- why\nSELECT require_servers(300);\nALTER TABLE step DROP COLUMN message;"))
                .allSatisfy(text -> assertThat(complaint(300, text)).as(text).isEmpty());
        assertThat(complaint(301, "SELECT require_servers(300); ALTER TABLE step DROP COLUMN message;"))
                .as("the number of another migration")
                .isNotEmpty();
    }

    private static String complaint(int number, String text) {
        var bare = FUNCTION.matcher(COMMENT.matcher(text).replaceAll(""))
                .replaceAll("''")
                .strip();
        var statements = bare.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        var required = REQUIRES.matcher(statements);
        if (required.find()) {
            return required.group(1).equals(Integer.toString(number)) ? "" : "It requires servers of another number.";
        }
        return HARMS.stream()
                        .anyMatch(harm -> Arrays.stream(statements.split(";")).anyMatch(one -> isHarm(harm, one)))
                ? "An older server may not live with it. Add only, or begin with: SELECT require_servers(" + number
                        + ");"
                : "";
    }

    private static boolean isHarm(Pattern harm, String statement) {
        return !statement.strip().startsWith("CREATE TABLE")
                && harm.matcher(statement).find();
    }

    private record Migration(int number, String name, String text) {}

    private static Stream<Migration> migrations() {
        try (var files = Files.list(MIGRATIONS)) {
            return files.map(MigrationsTest::migration).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration migration(Path file) {
        var name = file.getFileName().toString();
        var number = NAME.matcher(name);
        assertThat(number.matches()).as(name).isTrue();
        try {
            return new Migration(Integer.parseInt(number.group(1)), name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
