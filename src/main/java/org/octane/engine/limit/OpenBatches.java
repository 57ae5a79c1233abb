package org.octane.engine.limit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.engine.create.PlanInput;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.Planner;

/**
 * The batches of a role that have not begun, and of those with which it goes, as the planner makes them of what an upgrade was planned of. In the
 * transaction of {@code rows}.
 */
record OpenBatches(Planner planner, BatchRows rows, String role) {

    /** Batches of the role that had not begun, and what they are now. */
    record Cut(int before, int after) {

        private Cut and(long more, long others) {
            return new Cut(before + (int) more, after + (int) others);
        }
    }

    /**
     * What the cloud has to be asked about.
     *
     * @param stages with batches of nodes of which some were never to be away together, with those that may have failed by then
     * @param together nodes of a role that are away at the same time, batch by batch
     */
    record Unasked(List<Plan.Stage> stages, List<Set<Integer>> together) {}

    /** @param asked what it was asked about */
    Unasked unasked(PlanInput before, PlanInput input, List<Set<Integer>> asked) {
        var stages = new ArrayList<Plan.Stage>();
        var together = new ArrayList<Set<Integer>>();
        byStage().forEach((number, open) -> {
            var others = again(input, number, open);
            boolean moreMayFail = failures(input, number) > failures(before, number);
            var roles = open.stream().map(CutBatch::role).collect(Collectors.toSet());
            var known = Stream.concat(
                            moreMayFail
                                    ? Stream.empty()
                                    : together(input.cloud(), roles, open, CutBatch::unit, CutBatch::nodes),
                            asked.stream())
                    .toList();
            var away = together(input.cloud(), roles, others.batches(), Plan.Batch::unit, Plan.Batch::nodes)
                    .toList();
            if (!away.stream().allMatch(nodes -> known.stream().anyMatch(some -> some.containsAll(nodes)))) {
                stages.add(others);
                together.addAll(away);
            }
        });
        return new Unasked(stages, together);
    }

    /** The nodes of each role that are away with a batch, whatever they go as: checks ask role by role. */
    private static <B> Stream<Set<Integer>> together(
            Cloud cloud,
            Set<String> roles,
            Collection<B> batches,
            ToIntFunction<B> unit,
            Function<B, List<Integer>> nodes) {
        var units = new TreeMap<Integer, Set<Integer>>();
        batches.forEach(batch -> units.computeIfAbsent(unit.applyAsInt(batch), any -> new HashSet<>())
                .addAll(nodes.apply(batch)));
        return units.values().stream().flatMap(all -> roles.stream().map(role -> cloud.nodes().stream()
                .filter(node -> all.contains(node.id()) && node.has(role))
                .map(Cloud.Node::id)
                .collect(Collectors.toSet())));
    }

    /** Stage by stage, the last one first: what comes after batches that are cut again moves. */
    Cut cutAgain(PlanInput input) {
        var cut = new Cut(0, 0);
        for (var stage : new TreeMap<>(byStage()).descendingMap().entrySet()) {
            var others = again(input, stage.getKey(), stage.getValue());
            rows.replace(stage.getValue(), others, input.parameters());
            cut = cut.and(
                    stage.getValue().stream()
                            .filter(batch -> batch.role().equals(role))
                            .count(),
                    others.batches().stream()
                            .filter(batch -> batch.role().equals(role))
                            .count());
        }
        return cut;
    }

    /** What is dead already holds as before, until it is tried again. */
    void budget(PlanInput input) {
        rows.of(role).stream()
                .map(CutBatch::stageNumber)
                .distinct()
                .forEach(number -> rows.budget(number, role, failures(input, number)));
    }

    /** Of stages in which some of the role have not begun. */
    private SortedMap<Integer, List<CutBatch>> byStage() {
        var open = rows.of(role).stream()
                .filter(batch -> !batch.begun())
                .collect(Collectors.groupingBy(CutBatch::stageNumber, TreeMap::new, Collectors.toList()));
        open.values().removeIf(batches -> batches.stream()
                .noneMatch(batch -> batch.role().equals(role)));
        return open;
    }

    private Plan.Stage again(PlanInput input, int number, List<CutBatch> open) {
        var begun = new HashMap<String, Integer>();
        rows.of(role).stream()
                .filter(batch -> batch.stageNumber() == number && batch.begun())
                .forEach(batch -> begun.merge(batch.role(), 1, Integer::sum));
        Map<String, List<Integer>> nodes = open.stream()
                .collect(Collectors.groupingBy(
                        CutBatch::role, Collectors.flatMapping(batch -> batch.nodes().stream(), Collectors.toList())));
        var rest = new Planner.Rest(rows.stage(number), open.get(0).row(), nodes, begun, rows.units());
        return planner.again(input.cloud(), input.options(), rest);
    }

    private int failures(PlanInput input, int stage) {
        return planner.failures(input.cloud(), input.options(), rows.stage(stage), role);
    }
}
