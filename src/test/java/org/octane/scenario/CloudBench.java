package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.bench.Figures;

/**
 * Upgrades a cloud of the shape and with the installation times of a recorded one, beside what fuel-octane took there. At this speed a
 * simulated second takes a second, so nothing is hastened but the long works of nodes, a hundred times; what they lack of the recorded
 * time is added afterwards, to each group of steps as much as its longest lacks, for groups run one after the other. No test: its
 * name keeps it out of them; {@code scripts/bench cloud} runs it.
 */
class CloudBench {

    private static final String SPEED = "0.4";
    private static final double HASTE = 100;
    private static final Duration WHOLE = Duration.ofMinutes(40);
    private static final int RECORDED_TOTAL = 13_013;
    private static final int RECORDED_OUTAGE = 476;
    private static final int GOAL_TOTAL = 8_200;
    /** What the recorded times came to by arithmetic, with two OSD nodes at once and one controller while the other two are installed. */
    private static final int ARITHMETIC = 7_259;

    private static final int GOAL_OUTAGE = 60;
    private static final List<String> COPY = List.of("dump-databases", "copy-dump", "restore-databases");

    /** Seconds of the record, by node: three controllers, computes and OSD nodes; the first controller's image was made as well. */
    private static final Map<Integer, Integer> PROVISION =
            Map.of(10, 842, 11, 361, 12, 361, 4, 330, 5, 330, 6, 330, 7, 300, 8, 300, 9, 300);

    private static final Map<Integer, Integer> DEPLOY =
            Map.of(10, 1865, 11, 1562, 12, 1562, 4, 770, 5, 661, 6, 662, 7, 604, 8, 484, 9, 547);

    /** Of each compute: the record has them one after the other, 1,949 s for the three. */
    private static final int PACKAGES = 650;

    /** Of the VMs that the record has on them, 29 s each. */
    private static final Map<Integer, Integer> EVACUATE = Map.of(4, 95, 5, 145, 6, 145);

    private final Figures figures = new Figures();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private record Step(int group, String stage, String name, List<Integer> nodes, Instant begun, Instant ended) {

        static Step of(ResultSet row) throws SQLException {
            return new Step(
                    row.getInt("group_number"),
                    row.getString("stage"),
                    row.getString("name"),
                    List.of((Integer[]) row.getArray("nodes").getArray()),
                    row.getTimestamp("started_at").toInstant(),
                    row.getTimestamp("finished_at").toInstant());
        }

        /** Seconds that it lacks of the recorded ones: a cast takes as long as the longest of its nodes, whatever their roles. */
        double lacks() {
            return switch (name) {
                case "provision-controllers", "provision-nodes" -> hastened(longest(PROVISION));
                // Astute deploys the first controller, then the others.
                case "deploy-controllers" -> hastened(DEPLOY.get(10) + DEPLOY.get(11));
                case "deploy-nodes" -> hastened(longest(DEPLOY));
                case "upgrade-compute-control" -> hastened(PACKAGES);
                case "evacuate" -> longest(EVACUATE);
                default -> 0;
            };
        }

        private int longest(Map<Integer, Integer> seconds) {
            return nodes.stream().mapToInt(seconds::get).max().orElseThrow();
        }

        private static double hastened(int seconds) {
            return seconds - seconds / HASTE;
        }

        double within(Instant from, Instant to) {
            var first = begun.isAfter(from) ? begun : from;
            var last = ended.isBefore(to) ? ended : to;
            return Math.max(0, seconds(first, last));
        }
    }

    @Test
    void measure() throws Exception {
        try (var server = RunningServer.start(folder, "--speed", SPEED)) {
            for (var node : PROVISION.keySet()) {
                takes(server, node, "provision", PROVISION.get(node));
                takes(server, node, "deploy", DEPLOY.get(node));
            }
            for (var node : EVACUATE.keySet()) {
                takes(server, node, "packages", PACKAGES);
            }
            long id = server.api().startUpgrade();
            var upgrade = server.api().ended(id, WHOLE);
            assertThat(upgrade.path("status").asText()).as(upgrade.toString()).isEqualTo("succeeded");
            var steps = server.database()
                    .sql()
                    .query(
                            "SELECT group_number, stage, name, nodes, started_at, finished_at FROM octane.step"
                                    + " WHERE upgrade_id = ? AND started_at IS NOT NULL ORDER BY group_number, id",
                            (row, i) -> Step.of(row),
                            id);
            total(steps);
            outage(steps, server.api().get("/upgrades/" + id + "/outages").json());
        }
        figures.write("cloud");
    }

    private static void takes(RunningServer server, int node, String work, int seconds) throws IOException {
        Files.writeString(
                server.cloud().sim(Integer.toString(node)).resolve("takes." + work),
                String.format(Locale.ROOT, "%.2f%n", seconds / HASTE));
    }

    private void total(List<Step> steps) {
        double wall = seconds(
                steps.get(0).begun(),
                steps.stream().map(Step::ended).max(Instant::compareTo).orElseThrow());
        var lacking = new TreeMap<Integer, Double>();
        steps.forEach(step -> lacking.merge(step.group(), step.lacks(), Math::max));
        double total = wall
                + lacking.values().stream().mapToDouble(Double::doubleValue).sum();
        figures.add(
                "The whole upgrade",
                whole(total),
                "recorded: " + whole(RECORDED_TOTAL) + "; with two OSD nodes at once and one controller for a while: "
                        + whole(ARITHMETIC),
                "≤ " + whole(GOAL_TOTAL),
                total <= GOAL_TOTAL);
        var stages = new LinkedHashMap<String, List<Step>>();
        steps.forEach(step ->
                stages.computeIfAbsent(step.stage(), any -> new ArrayList<>()).add(step));
        stages.forEach((stage, own) -> figures.add("of it " + stage, whole(ofStage(own, lacking))));
        var works = new LinkedHashMap<String, Double>();
        lacking.forEach((group, seconds) -> steps.stream()
                .filter(step -> step.group() == group && seconds > 0 && step.lacks() == seconds)
                .findFirst()
                .ifPresent(step -> works.merge(step.name(), seconds, Double::sum)));
        works.forEach((name, seconds) -> figures.add("in it, as recorded, " + name, whole(seconds)));
    }

    private static double ofStage(List<Step> steps, Map<Integer, Double> lacking) {
        double wall = seconds(
                steps.stream().map(Step::begun).min(Instant::compareTo).orElseThrow(),
                steps.stream().map(Step::ended).max(Instant::compareTo).orElseThrow());
        return wall
                + steps.stream()
                        .map(Step::group)
                        .distinct()
                        .mapToDouble(lacking::get)
                        .sum();
    }

    private void outage(List<Step> steps, JsonNode outages) {
        JsonNode api = null;
        for (var target : outages.path("targets")) {
            api = target.path("name").asText().equals("api") ? target : api;
        }
        assertThat(api).as(outages.toString()).isNotNull();
        JsonNode longest = null;
        for (var outage : api.path("outages")) {
            longest = longest == null
                            || outage.path("ms").asLong() > longest.path("ms").asLong()
                    ? outage
                    : longest;
        }
        assertThat(longest).as(api.toString()).isNotNull();
        var from = Instant.parse(longest.path("from").asText());
        var to = from.plusMillis(longest.path("ms").asLong());
        double closed = seconds(from, to);
        var inside = new LinkedHashMap<Integer, List<Step>>();
        steps.stream().filter(step -> step.within(from, to) > 0).forEach(step -> inside.computeIfAbsent(
                        step.group(), any -> new ArrayList<>())
                .add(step));
        double copy = inside.values().stream()
                .filter(group -> COPY.contains(group.get(0).name()))
                .mapToDouble(group -> longest(group, from, to))
                .sum();
        figures.add(
                "The API's longest outage, without the copy",
                tenths(closed - copy),
                "recorded, with the copy and pauses of the operator: " + whole(RECORDED_OUTAGE),
                "≤ " + whole(GOAL_OUTAGE),
                closed - copy <= GOAL_OUTAGE);
        figures.add("With the copy, of kilobytes here", tenths(closed));
        figures.add("All outages of the API", tenths(api.path("total_ms").asLong() / 1000.0));
        double acted = 0;
        for (var group : inside.values()) {
            var names = group.stream().map(Step::name).distinct().toList();
            double seconds = longest(group, from, to);
            acted += seconds;
            figures.add("closed during " + String.join(" and ", names), tenths(seconds));
        }
        figures.add("closed between steps", tenths(Math.max(0, closed - acted)));
    }

    private static double longest(List<Step> group, Instant from, Instant to) {
        return group.stream().mapToDouble(step -> step.within(from, to)).max().orElse(0);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static String whole(double seconds) {
        return String.format(Locale.ROOT, "%,.0f s", seconds);
    }

    private static String tenths(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
