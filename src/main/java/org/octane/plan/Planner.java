package org.octane.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.PlanDefinition;
import org.octane.plan.catalogue.PlanKind;
import org.octane.plan.catalogue.StageDefinition;

/** Makes a plan of a strategy, a cloud and what the operator asks for. */
public record Planner(Catalogue catalogue) {

    /** @throws Refusal if the cloud or the options don't allow it */
    public Plan plan(Cloud cloud, PlanOptions options) {
        var stages = selected(options);
        if (kind(options.strategy()) == PlanKind.UPDATE) {
            options.refusePartOfNodes();
        } else if (isInPlace(options)) {
            options.refuseServers();
            new FirstController(cloud).mustBeAbleToLeave();
        }
        var controllers = controllers(cloud, options, stages);
        new NamedNodes(cloud, options.nodes()).areUpgradable();
        var expansion = new StepsOnNodes(options, new StepNodes(cloud, controllers));
        var plan = new Plan(
                options.strategy(),
                stages.stream()
                        .map(stage -> expansion.stage(stage, catalogue.servingBefore(stage)))
                        .toList());
        new HeldParts(plan, options.holds()).exist();
        return new StageTurns(plan, options).inFront();
    }

    /**
     * What has not begun of batches that go together.
     *
     * @param row the first of their roles, null: they are of one role
     * @param nodes by role, in the order in which they go
     * @param begun how many batches of each role have begun
     * @param units the highest number that a batch has so far
     */
    public record Rest(
            String stage, String row, Map<String, List<Integer>> nodes, Map<String, Integer> begun, int units) {}

    /**
     * Cuts it again.
     *
     * @param cloud as it was when the plan was made
     * @return with these batches alone
     * @throws Refusal if the options ask for more than the stage's file allows
     */
    public Plan.Stage again(Cloud cloud, PlanOptions options, Rest rest) {
        if (kind(options.strategy()) == PlanKind.UPDATE) {
            options.refusePartOfNodes();
        }
        var stage = stage(options, rest.stage());
        return onNodes(cloud, options).again(stage, catalogue.servingBefore(stage), rest);
    }

    /**
     * The failure budget of a role, of a cloud as it was when the plan was made.
     *
     * @throws Refusal if it has none, or the options ask for more than it has nodes
     */
    public int failures(Cloud cloud, PlanOptions options, String stage, String role) {
        if (kind(options.strategy()) == PlanKind.UPDATE) {
            options.refusePartOfNodes();
        }
        return onNodes(cloud, options).failures(stage(options, stage), role);
    }

    private StepsOnNodes onNodes(Cloud cloud, PlanOptions options) {
        return new StepsOnNodes(options, new StepNodes(cloud, controllers(cloud, options, selected(options))));
    }

    private StageDefinition stage(PlanOptions options, String name) {
        return selected(options).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Nodes of the cloud that a stage would still move by itself. */
    public List<Integer> left(String stage, Cloud cloud, PlanOptions options) {
        var first = isInPlace(options) ? new FirstController(cloud).picked() : List.<Cloud.Node>of();
        return new StepsOnNodes(options, new StepNodes(cloud, first))
                .left(catalogue.stages().get(stage));
    }

    private List<Cloud.Node> controllers(Cloud cloud, PlanOptions options, List<StageDefinition> stages) {
        return isInPlace(options)
                ? new FirstController(cloud).picked()
                : new SeedControllers(cloud, options).picked(stages);
    }

    private boolean isInPlace(PlanOptions options) {
        return kind(options.strategy()) == PlanKind.IN_PLACE;
    }

    /**
     * Whether the stages asked for concern the Fuel master alone, and so no cluster.
     *
     * @throws Refusal if the strategy or a stage is unknown
     */
    public boolean masterOnly(PlanOptions options) {
        return selected(options).stream().allMatch(StageDefinition::ofMaster);
    }

    /** The stage that makes the seed, if the stages asked for need one and don't make it. */
    public Optional<String> missingSeedMaker(PlanOptions options) {
        var selected = selected(options);
        boolean makes = selected.stream().anyMatch(StageDefinition::makesSeed);
        return makes
                ? Optional.empty()
                : selected.stream()
                        .flatMap(this::before)
                        .filter(StageDefinition::makesSeed)
                        .map(StageDefinition::name)
                        .findFirst();
    }

    private Stream<StageDefinition> before(StageDefinition stage) {
        return stage.after().stream()
                .map(catalogue.stages()::get)
                .flatMap(other -> Stream.concat(Stream.of(other), before(other)));
    }

    /** @throws Refusal if the strategy is unknown */
    public PlanKind kind(String strategy) {
        return strategy(strategy).kind();
    }

    /** The stages of a strategy in their order. */
    public List<String> stagesOf(String strategy) {
        return strategy(strategy).names();
    }

    /** The stages of a strategy from this one on. */
    public List<String> stagesFrom(String strategy, String stage) {
        var names = stagesOf(strategy);
        return names.subList(Math.max(0, names.indexOf(stage)), names.size());
    }

    private PlanDefinition strategy(String name) {
        return catalogue
                .plan(name)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        "There is no strategy '" + name + "'; there are "
                                + String.join(", ", catalogue.plans().keySet()) + "."));
    }

    private List<StageDefinition> selected(PlanOptions options) {
        var strategy = strategy(options.strategy());
        var wanted = options.stages();
        var unknown = wanted.stream().filter(s -> !strategy.names().contains(s)).toList();
        if (!unknown.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "Strategy '" + strategy.name() + "' has no stage '" + unknown.get(0) + "'; it has "
                            + String.join(", ", strategy.names()) + ".");
        }
        return strategy.stages().stream()
                .filter(s -> wanted.isEmpty() || wanted.contains(s.name()))
                .toList();
    }
}
