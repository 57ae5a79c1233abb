package org.octane.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.octane.scenario.CloudOnDisk;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an upgrade takes for a while and has to give back, in rows and on nodes; what it closes for a while is {@code NothingHeld}'s. */
record Leftovers(JdbcTemplate sql, CloudOnDisk cloud) {

    private static final Map<String, String> HELD = new TreeMap<>(
            Map.of(
                    "step that somebody holds or that is not over",
                            "SELECT id || ' ' || name || ' ' || status FROM octane.step WHERE owner IS NOT NULL OR lease_until IS NOT NULL"
                                    + " OR status NOT IN ('succeeded', 'skipped', 'undone')",
                    "message that was not sent", "SELECT id || ' ' || body FROM octane.outbox",
                    "cast whose end nobody knows",
                            "SELECT task_uuid || ' ' || status FROM octane.astute_cast WHERE status NOT IN ('ready', 'error') OR aside",
                    "dead letter that is open or not cured",
                            "SELECT id || ' ' || cause FROM octane.dead_letter WHERE status = 'open' OR cured_at IS NULL",
                    "group with open steps", "SELECT number || ' ' || open FROM octane.step_group WHERE open <> 0",
                    "task of Nailgun that still runs",
                            "SELECT id || ' ' || name || ' ' || status FROM public.tasks WHERE status NOT IN ('ready', 'error')"));

    private static final Pattern DUMP = Pattern.compile(".*(\\.sql|\\.part|\\.gz|\\.tar|\\.dump)\\b.*");
    private static final Pattern LOCK = Pattern.compile("FLOCK .* [0-9a-f]+:[0-9a-f]+:(\\d+) ");

    /** A line for each; what has just been done may be about to be told, so one that passes is none. */
    List<String> found() {
        var found = new ArrayList<String>();
        HELD.forEach((what, statement) ->
                sql.queryForList(statement, String.class).forEach(row -> found.add(what + ": " + row)));
        var locked = locked();
        for (var file : own()) {
            if (DUMP.matcher(file.getFileName().toString()).matches()) {
                found.add("dump on a node: " + file);
            }
            if (locked.contains(number(file))) {
                found.add("remote job that still runs: " + file);
            }
        }
        return found;
    }

    /** Octane's own files on nodes. */
    List<Path> own() {
        return cloud.files(
                cloud.world().resolve("nodes"), path -> path.toString().contains("/var/lib/octane/"));
    }

    /** Numbers of the files that a process of this machine has locked, as node scripts lock them. */
    private static Set<Object> locked() {
        try (var lines = Files.lines(Path.of("/proc/locks"))) {
            return lines.map(LOCK::matcher)
                    .filter(Matcher::find)
                    .map(found -> (Object) Long.valueOf(found.group(1)))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object number(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
