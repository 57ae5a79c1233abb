package org.octane.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The way back of an upgrade: every step that has begun is undone, in the opposite order, those of one group at the same time. A
 * step that can't be undone stays, and with it what was done before it on the same nodes, in the same batch or stage: that only
 * led up to it.
 *
 * @param undone groups of steps, in the order in which they are undone
 * @param stays what is not taken back, although it has begun, in the plan's order
 * @param goesOn batches that come to their end before anything is undone
 */
public record Rollback(List<List<Row>> undone, List<Row> stays, Set<Integer> goesOn) {

    /** How far a step is. */
    public enum State {
        PENDING,
        BEGUN,
        DEAD,
        DONE,
        UNDONE
    }

    /**
     * A step of the upgrade.
     *
     * @param stageNumber place of the stage in the plan
     * @param group steps of one group run at the same time, groups one after the other
     * @param unit those that come to their end together: a batch, or nodes that were set aside of one; null outside of batches
     * @param batch the one that the step was planned in
     * @param undo how it is taken back, null if it can't be
     * @param irreversible why it can't be taken back
     * @param until see {@link Plan.Step#until}
     */
    public record Row(
            long id,
            int stageNumber,
            String stage,
            int group,
            Integer unit,
            Integer batch,
            String name,
            String title,
            List<Integer> nodes,
            State state,
            String undo,
            String irreversible,
            String until,
            Duration estimate) {

        public boolean happened() {
            return state != State.PENDING && state != State.UNDONE;
        }

        private boolean leadsUpTo(Row forGood) {
            boolean together = batch == null ? stageNumber == forGood.stageNumber : batch.equals(forGood.batch);
            return together && group < forGood.group && !Collections.disjoint(nodes, forGood.nodes);
        }
    }

    /** What is undone of one stage: groups of steps, in the order in which they are undone. */
    public record Stage(String name, List<List<Row>> groups) {

        public Duration estimate() {
            return groups.stream()
                    .map(group -> group.stream().map(Row::estimate).max(Duration::compareTo))
                    .flatMap(Optional::stream)
                    .reduce(Duration.ZERO, Duration::plus);
        }

        /** As it is shown, so that it isn't taken for the stage itself. */
        public String title() {
            return "Stage " + name + " is taken back";
        }

        public String undoName() {
            return "undo-" + name;
        }
    }

    /** Back to the beginning of a stage. */
    public static Rollback to(int stageNumber, List<Row> rows) {
        return of(rows, row -> row.stageNumber >= stageNumber, Set.of());
    }

    /**
     * Back to the last point where an upgrade may end: before the first step whose {@code until} has not come, and out of batches
     * that have begun. A batch with a step that can't be undone goes on to its end instead, unless it is stuck.
     */
    public static Rollback toSafePoint(List<Row> rows) {
        var open = openUnits(rows);
        var goesOn = units(rows, row -> open.contains(row.unit) && row.happened() && row.irreversible != null);
        goesOn.removeAll(units(rows, row -> row.state == State.DEAD));
        int held = rows.stream()
                .filter(row -> row.unit == null && row.happened() && row.until != null && !isOver(row, rows))
                .mapToInt(Row::group)
                .min()
                .orElse(Integer.MAX_VALUE);
        return of(
                rows,
                row -> row.unit == null ? row.group >= held : open.contains(row.unit) && !goesOn.contains(row.unit),
                goesOn);
    }

    /** What is undone, stage by stage. */
    public List<Stage> stages() {
        var stages = new LinkedHashMap<String, List<List<Row>>>();
        undone.forEach(group -> stages.computeIfAbsent(group.get(0).stage, name -> new ArrayList<>())
                .add(group));
        return stages.entrySet().stream()
                .map(stage -> new Stage(stage.getKey(), stage.getValue()))
                .toList();
    }

    public Duration estimate() {
        return stages().stream().map(Stage::estimate).reduce(Duration.ZERO, Duration::plus);
    }

    private static Rollback of(List<Row> rows, Predicate<Row> meant, Set<Integer> goesOn) {
        var happened = rows.stream().filter(Row::happened).filter(meant).toList();
        var forGood = happened.stream().filter(row -> row.irreversible != null).toList();
        var stays = happened.stream()
                .filter(row -> row.irreversible != null || forGood.stream().anyMatch(row::leadsUpTo))
                .toList();
        var kept = new HashSet<>(stays);
        var groups = new TreeMap<Integer, List<Row>>(Comparator.reverseOrder());
        happened.stream().filter(row -> !kept.contains(row)).forEach(row -> groups.computeIfAbsent(
                        row.group, g -> new ArrayList<>())
                .add(row));
        return new Rollback(List.copyOf(groups.values()), stays, goesOn);
    }

    private static Set<Integer> openUnits(List<Row> rows) {
        var begun = units(rows, Row::happened);
        begun.retainAll(units(rows, row -> row.state != State.DONE));
        return begun;
    }

    private static Set<Integer> units(List<Row> rows, Predicate<Row> meant) {
        return rows.stream()
                .filter(meant)
                .map(Row::unit)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static boolean isOver(Row row, List<Row> rows) {
        return rows.stream()
                .anyMatch(
                        later -> later.name.equals(row.until) && later.group > row.group && later.state == State.DONE);
    }
}
