package org.octane.engine.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.engine.create.PlanInput;
import org.octane.plan.Plan;
import org.octane.plan.Planner;

/** The batches of a role that have not begun, as the planner makes them of what an upgrade was planned of. In the transaction of {@code rows}. */
record OpenBatches(Planner planner, BatchRows rows, String role) {

    /** Batches that had not begun, and what they are now. */
    record Cut(int before, int after) {

        private Cut and(int more, int others) {
            return new Cut(before + more, after + others);
        }
    }

    /** Stages with batches of nodes that were never to be away together, with those that may have failed by then, and were not asked about. */
    List<Plan.Stage> unasked(PlanInput before, PlanInput input, List<List<Integer>> asked) {
        var stages = new ArrayList<Plan.Stage>();
        byStage().forEach((number, open) -> {
            var others = again(input, number, open);
            boolean moreMayFail = failures(input, number) > failures(before, number);
            var known = Stream.concat(
                            moreMayFail ? Stream.empty() : open.stream().map(CutBatch::nodes), asked.stream())
                    .toList();
            boolean all = others.batches().stream()
                    .allMatch(batch -> known.stream().anyMatch(nodes -> nodes.containsAll(batch.nodes())));
            if (!all) {
                stages.add(others);
            }
        });
        return stages;
    }

    /** Stage by stage, the last one first: what comes after batches that are cut again moves. */
    Cut cutAgain(PlanInput input) {
        var cut = new Cut(0, 0);
        for (var stage : new TreeMap<>(byStage()).descendingMap().entrySet()) {
            var others = again(input, stage.getKey(), stage.getValue());
            rows.replace(stage.getValue(), others, input.parameters());
            cut = cut.and(stage.getValue().size(), others.batches().size());
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

    private SortedMap<Integer, List<CutBatch>> byStage() {
        return rows.of(role).stream()
                .filter(batch -> !batch.begun())
                .collect(Collectors.groupingBy(CutBatch::stageNumber, TreeMap::new, Collectors.toList()));
    }

    private Plan.Stage again(PlanInput input, int number, List<CutBatch> open) {
        long begun = rows.of(role).stream()
                .filter(batch -> batch.stageNumber() == number && batch.begun())
                .count();
        var nodes = open.stream().flatMap(batch -> batch.nodes().stream()).toList();
        var rest = new Planner.Rest(rows.stage(number), role, nodes, (int) begun, rows.units());
        return planner.again(input.cloud(), input.options(), rest);
    }

    private int failures(PlanInput input, int stage) {
        return planner.failures(input.cloud(), input.options(), rows.stage(stage), role);
    }
}
