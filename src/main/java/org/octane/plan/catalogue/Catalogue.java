package org.octane.plan.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All steps, stages and plans there are, by name, and what is said of plugins. What is in one fits together.
 *
 * @param steps as they are defined, each once
 * @param plugins how the settings of plugins of Fuel go to other releases
 * @param own the folder with what an operator added, null if there is none
 */
public record Catalogue(
        Map<String, StepDefinition> steps,
        Map<String, StageDefinition> stages,
        Map<String, PlanDefinition> plans,
        List<PluginDefinition> plugins,
        Path own) {

    /** Stands in front of what may not begin at once; no stage's file names it. Who is asked may be asleep for long. */
    public static final StepDefinition TURN = new StepDefinition(
            "wait-for-turn",
            "the program",
            new Run(Run.Kind.TURN, "wait-for-turn"),
            false,
            "It is the turn of what comes next",
            StepTarget.CLUSTER,
            Mode.PARALLEL,
            null,
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            "nothing: it has only waited",
            null,
            Duration.ZERO,
            Duration.ofDays(3650),
            5,
            List.of());

    public Optional<PlanDefinition> plan(String name) {
        return Optional.ofNullable(plans.get(name));
    }

    /** Stages that this check belongs to; none: it is for all. */
    public List<String> stagesWith(String check) {
        return stages.values().stream()
                .filter(stage -> stage.checks().stream().anyMatch(c -> c.name().equals(check)))
                .map(StageDefinition::name)
                .toList();
    }

    /** Who answers for the cloud before a stage begins: what the stages left that it comes after. */
    public ServingSide servingBefore(StageDefinition stage) {
        if (stage.ofMaster()) {
            return ServingSide.NO_CLUSTER;
        }
        return stage.after().stream()
                .map(stages::get)
                .filter(before -> !before.ofMaster())
                .map(before -> before.serves() == null ? servingBefore(before) : before.serves())
                .findFirst()
                .orElse(ServingSide.ORIGINAL);
    }
}
