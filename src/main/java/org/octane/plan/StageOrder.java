package org.octane.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.octane.failure.Code;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.PlanKind;
import org.octane.plan.catalogue.StageDefinition;

/**
 * A stage runs only when those it comes after have succeeded for the same original and seed: earlier in the same plan, or in an
 * upgrade before. Of several runs the last counts, so a stage that was taken back, or reverted by another one, has to run again.
 * A stage that moves nodes has succeeded once none is left.
 */
public final class StageOrder {

    private static final int NAMED = 5;

    private final Planner planner;
    private final Catalogue catalogue;
    private final Cloud cloud;
    private final PlanOptions options;
    private final Set<String> succeeded = new HashSet<>();

    /** @param runs of the original and its seed, oldest first */
    public StageOrder(Planner planner, Cloud cloud, PlanOptions options, List<StageRun> runs) {
        this.planner = planner;
        this.catalogue = planner.catalogue();
        this.cloud = cloud;
        this.options = options;
        runs.forEach(this::count);
    }

    private void count(StageRun run) {
        if (run.begun() && catalogue.stages().containsKey(run.stage())) {
            catalogue.stages().get(run.stage()).reverts().forEach(succeeded::remove);
        }
        if (run.succeeded()) {
            succeeded.add(run.stage());
        } else if (run.begun()) {
            succeeded.remove(run.stage());
        }
    }

    /** @throws Refusal if a stage of the plan comes after one that has not succeeded, with what to do first */
    public void check(Plan plan) {
        var planned = new ArrayList<String>();
        for (var stage : plan.stages()) {
            for (var before : stage.definition().after()) {
                if (!planned.contains(before) && !succeeded.contains(before)) {
                    throw refusal(
                            stage,
                            before + ", which has not succeeded" + where(before),
                            planned.isEmpty() ? first(missing(before)) : together(plan, missing(before)));
                }
                var left = left(before, plan);
                if (!left.isEmpty()) {
                    throw refusal(stage, before + ", and " + sentence(left), first(List.of(before)));
                }
            }
            planned.add(stage.name());
        }
    }

    /** A stage and all that come before it and have not succeeded, in an order in which they can run. */
    private List<String> missing(String stage) {
        var missing = new LinkedHashSet<String>();
        catalogue.stages().get(stage).after().stream()
                .filter(before -> !succeeded.contains(before))
                .forEach(before -> missing.addAll(missing(before)));
        missing.add(stage);
        return List.copyOf(missing);
    }

    private String first(List<String> missing) {
        return "First run: octane " + command(catalogue.stages().get(missing.get(0)));
    }

    private String together(Plan plan, List<String> missing) {
        var stages = planner.stagesOf(options.strategy()).stream()
                .filter(stage -> missing.contains(stage)
                        || plan.stages().stream()
                                .anyMatch(planned -> planned.name().equals(stage)))
                .toList();
        return "Run it as well: octane upgrade --env " + cloud.original()
                + (planner.kind(options.strategy()) == PlanKind.IN_PLACE ? " --strategy " + options.strategy() : "")
                + " --stages " + String.join(",", stages);
    }

    private List<Integer> left(String stage, Plan plan) {
        return plan.stages().stream()
                .filter(planned -> planned.name().equals(stage))
                .findFirst()
                .map(Plan.Stage::left)
                .orElseGet(() -> planner.left(stage, cloud, options));
    }

    private static Refusal refusal(Plan.Stage stage, String comesAfter, String remedy) {
        return Refusal.conflict("Stage " + stage.name() + " comes after " + comesAfter + ". " + remedy)
                .as(Code.STAGE_ORDER);
    }

    private String where(String stage) {
        if (catalogue.stages().get(stage).ofMaster()) {
            return "";
        }
        return " for cluster " + cloud.original() + (cloud.seed() == null ? "" : " and its seed " + cloud.seed());
    }

    private String command(StageDefinition stage) {
        var left = planner.left(stage.name(), cloud, options);
        // Commands of single stages run those of another strategy.
        boolean inPlace = planner.kind(options.strategy()) == PlanKind.IN_PLACE;
        if (inPlace || stage.command() == null || stage.namesNodes() && left.isEmpty()) {
            return "upgrade --env " + cloud.original() + " --strategy " + options.strategy() + " --stages "
                    + stage.name();
        }
        var words = new ArrayList<String>(List.of(stage.name()));
        for (var argument : stage.arguments()) {
            switch (argument) {
                case CLUSTER -> words.add(Integer.toString(cloud.original()));
                case SEED ->
                    words.add(cloud.seed() == null ? "SEED" : cloud.seed().toString());
                case NODES -> left.forEach(node -> words.add(node.toString()));
                case SERVERS -> {
                    // Whoever names none gets spare ones.
                }
            }
        }
        return String.join(" ", words) + (stage.arguments().isEmpty() ? " --env " + cloud.original() : "");
    }

    private static String sentence(List<Integer> left) {
        var first = left.stream().limit(NAMED).map(String::valueOf).toList();
        return (left.size() == 1 ? "node " : "nodes ") + String.join(", ", first)
                + (left.size() > NAMED ? " and " + (left.size() - NAMED) + " more" : "")
                + (left.size() == 1 ? " has" : " have") + " not moved";
    }
}
