package org.octane.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What was done in the cloud since an upgrade began, as nodes and Astute wrote it down.
 *
 * @param journals {@code program arguments} by node
 * @param tasks {@code begins|ends|fails method task nodes}
 */
record Deeds(SortedMap<String, List<String>> journals, List<String> tasks) {

    private static final Pattern MIGRATION =
            Pattern.compile("(keystone|nova|heat|glance|cinder)-manage .*sync|neutron-db-manage .*upgrade");
    private static final String RESTORE = "mysql restore";
    private static final String LIVE_MIGRATION = "nova live-migration ";

    static Deeds since(Before before, CloudOnDisk cloud) {
        var journals = new TreeMap<String, List<String>>();
        cloud.nodes().forEach(node -> {
            var journal = cloud.journal(node);
            journals.put(node, journal.subList(before.journals().getOrDefault(node, 0), journal.size()));
        });
        return new Deeds(journals, cloud.tasks());
    }

    /** What is harmful a second time and was done a second time, a sentence each. */
    List<String> twice() {
        var twice = new ArrayList<String>();
        var moved = new HashSet<String>();
        journals.forEach((node, journal) -> {
            restores(node, journal, twice);
            if (of(node, "provision-node") > 1) {
                twice.add("node " + node + " was installed " + of(node, "provision-node") + " times");
            }
            for (var line : journal) {
                if (line.startsWith(LIVE_MIGRATION) && !moved.add(fromWhere(line))) {
                    twice.add("moved again from the same host: " + fromWhere(line));
                }
            }
        });
        casts(twice);
        return twice;
    }

    /** How often a program came to its end on a node. */
    long of(String node, String program) {
        return journals.get(node).stream()
                .filter(line -> line.startsWith(program + " "))
                .count();
    }

    long restores() {
        return journals.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith(RESTORE))
                .count();
    }

    long migrationsOf(String vm) {
        return journals.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith(LIVE_MIGRATION + vm + " "))
                .count();
    }

    private static void restores(String node, List<String> journal, List<String> twice) {
        var migrated = false;
        for (var line : journal) {
            migrated |= MIGRATION.matcher(line).lookingAt();
            if (migrated && line.startsWith(RESTORE)) {
                twice.add("node " + node + ": a restore over a migrated database");
            }
        }
    }

    /** {@code VM HOST} of {@code nova live-migration VM HOST TARGET}. */
    private static String fromWhere(String line) {
        var words = line.substring(LIVE_MIGRATION.length()).split(" ");
        return words[0] + " " + words[1];
    }

    private void casts(List<String> twice) {
        var begun = new HashSet<String>();
        var work = new HashMap<String, String>();
        for (var line : tasks) {
            var words = line.split(" ", 4);
            var what = words[1] + " of " + words[3];
            switch (words[0]) {
                case "begins" -> {
                    if (!begun.add(words[2])) {
                        twice.add("Astute was cast the task " + words[2] + " again, " + what);
                    }
                    // A task without nodes only asks.
                    if (!words[3].isBlank() && work.containsKey(what)) {
                        twice.add("Astute was cast again what it had done as " + work.get(what) + ": " + what);
                    }
                }
                case "ends" -> work.put(what, words[2]);
                default -> {
                    // What failed may be asked for again.
                }
            }
        }
    }
}
