package org.octane.storm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What Octane has written down of an upgrade, row by row. The numbers of events are the order of what they tell: whoever begins reads
 * that what was before him has been committed.
 */
record History(List<Event> events, List<Step> steps, List<Group> groups, List<Batch> batches) {

    /** @param attempt 0: of none */
    record Event(long id, long step, int attempt, String status) {}

    record Step(long id, int group, String stage, String name, String status) {}

    /** @param unit null: of no batch */
    record Group(int number, List<Integer> after, Integer unit) {}

    /**
     * @param unit of its groups, through which batches of several roles may go
     * @param nodes their numbers
     */
    record Batch(int unit, String stage, String role, List<Integer> nodes) {}

    private static final String BEGAN = "running";
    private static final String SUCCEEDED = "succeeded";
    /** Who only waits for his turn has not begun with his nodes. */
    private static final String TURN = "wait-for-turn";

    static History of(JdbcTemplate sql, long upgrade) {
        return new History(
                sql.query(
                        "SELECT id, step_id, coalesce(attempt, 0), status FROM octane.event"
                                + " WHERE upgrade_id = ? AND kind = 'step' ORDER BY id",
                        (row, number) -> new Event(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4)),
                        upgrade),
                sql.query(
                        "SELECT id, group_number, stage, name, status FROM octane.step WHERE upgrade_id = ? ORDER BY id",
                        (row, number) -> new Step(
                                row.getLong(1), row.getInt(2), row.getString(3), row.getString(4), row.getString(5)),
                        upgrade),
                sql.query(
                        "SELECT number, after, unit FROM octane.step_group WHERE upgrade_id = ? ORDER BY number",
                        (row, number) -> new Group(
                                row.getInt(1), numbers(row.getArray(2).getArray()), row.getObject(3, Integer.class)),
                        upgrade),
                sql.query(
                        "SELECT COALESCE(b.goes_with, b.unit), s.name, b.role, b.nodes FROM octane.batch b JOIN octane.stage s"
                                + " ON s.upgrade_id = b.upgrade_id AND s.number = b.stage_number"
                                + " WHERE b.upgrade_id = ? ORDER BY b.unit",
                        (row, number) -> new Batch(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                numbers(row.getArray(4).getArray())),
                        upgrade));
    }

    private static List<Integer> numbers(Object array) {
        return Arrays.asList((Integer[]) array);
    }

    /** A sentence for each thing that must not be, after an upgrade that has succeeded. */
    List<String> wrong(Map<String, Integer> limits) {
        var wrong = new ArrayList<String>();
        Map.of("events", events, "steps", steps, "groups", groups, "batches", batches)
                .forEach((what, rows) -> {
                    if (rows.isEmpty()) {
                        wrong.add("there are no " + what + " to look at");
                    }
                });
        wrong.addAll(lost());
        wrong.addAll(doneTwice());
        wrong.addAll(attemptsGoingBack());
        wrong.addAll(outOfOrder());
        wrong.addAll(tooManyAway(limits));
        return wrong;
    }

    private List<String> lost() {
        var ended = events.stream()
                .filter(event -> event.status().equals(SUCCEEDED))
                .map(Event::step)
                .collect(Collectors.toSet());
        return steps.stream()
                .filter(step -> !step.status().equals(SUCCEEDED) || !ended.contains(step.id()))
                .map(step -> named(step) + " is " + step.status() + " after the end"
                        + (ended.contains(step.id()) ? "" : ", and no event says that it succeeded"))
                .toList();
    }

    private List<String> doneTwice() {
        var wrong = new ArrayList<String>();
        ofSteps().forEach((step, events) -> {
            long ends = events.stream()
                    .filter(event -> event.status().equals(SUCCEEDED))
                    .count();
            if (ends > 1) {
                wrong.add("step " + step + " succeeded " + ends + " times");
            } else if (ends == 1 && !events.get(events.size() - 1).status().equals(SUCCEEDED)) {
                wrong.add("step " + step + " was "
                        + events.get(events.size() - 1).status() + " once more after it had succeeded");
            }
        });
        return wrong;
    }

    private List<String> attemptsGoingBack() {
        var wrong = new ArrayList<String>();
        ofSteps().forEach((step, events) -> {
            int last = 0;
            for (var event : events) {
                if (event.attempt() > 0) {
                    if (event.attempt() < last || event.attempt() > last + 1) {
                        wrong.add("step " + step + " is in attempt " + event.attempt() + " after attempt " + last);
                    }
                    last = event.attempt();
                }
            }
        });
        return wrong;
    }

    /** A step begins when all steps of the groups before its own have ended, and not earlier. */
    private List<String> outOfOrder() {
        var wrong = new ArrayList<String>();
        var byGroup = steps.stream().collect(Collectors.groupingBy(Step::group));
        for (var group : groups) {
            var first = first(byGroup.getOrDefault(group.number(), List.of()));
            for (var before : group.after()) {
                for (var step : byGroup.getOrDefault(before, List.of())) {
                    if (last(List.of(step)) >= first) {
                        wrong.add("group " + group.number() + " began before " + named(step) + " of group " + before
                                + " had ended");
                    }
                }
            }
        }
        return wrong;
    }

    /** Whatever began and ended in between: at no instant more nodes of a role than that were away. */
    private List<String> tooManyAway(Map<String, Integer> limits) {
        var wrong = new ArrayList<String>();
        var away = new LinkedHashMap<Batch, long[]>();
        for (var batch : batches) {
            var own = ofUnit(batch.unit());
            if (own.isEmpty()) {
                wrong.add("batch " + batch.nodes() + " of role " + batch.role() + " has no steps");
            } else {
                away.put(batch, new long[] {first(own), last(own)});
            }
        }
        away.forEach((batch, time) -> {
            long nodes = away.entrySet().stream()
                    .filter(other -> other.getKey().role().equals(batch.role())
                            && other.getKey().stage().equals(batch.stage())
                            && other.getValue()[0] <= time[0]
                            && other.getValue()[1] >= time[0])
                    .mapToLong(other -> other.getKey().nodes().size())
                    .sum();
            int limit = limits.getOrDefault(batch.role(), 1);
            if (nodes > limit) {
                wrong.add(nodes + " nodes of role " + batch.role() + " were away at once, where " + limit + " may be");
            }
        });
        return wrong;
    }

    private List<Step> ofUnit(int unit) {
        var numbers = groups.stream()
                .filter(group -> Integer.valueOf(unit).equals(group.unit()))
                .map(Group::number)
                .collect(Collectors.toSet());
        return steps.stream()
                .filter(step -> numbers.contains(step.group()) && !step.name().equals(TURN))
                .toList();
    }

    /** When the first of them began. */
    private long first(Collection<Step> some) {
        var ids = some.stream().map(Step::id).collect(Collectors.toSet());
        return events.stream()
                .filter(event -> ids.contains(event.step()) && event.status().equals(BEGAN))
                .mapToLong(Event::id)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** When the last of them had ended. */
    private long last(Collection<Step> some) {
        var ids = some.stream().map(Step::id).collect(Collectors.toSet());
        return events.stream()
                .filter(event -> ids.contains(event.step()) && event.status().equals(SUCCEEDED))
                .mapToLong(Event::id)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    private Map<Long, List<Event>> ofSteps() {
        return events.stream().collect(Collectors.groupingBy(Event::step, TreeMap::new, Collectors.toList()));
    }

    private static String named(Step step) {
        return "step " + step.id() + " " + step.name() + " of " + step.stage();
    }
}
