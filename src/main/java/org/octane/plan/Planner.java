package org.octane.plan;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a plan of a plan file, a cloud and what the operator asks for. Every line of a stage becomes one group (or one group per
 * node where it says {@code mode: serial}); a line of batches becomes one group per step and batch, batch after batch.
 */
public final class Planner {

    private static final Duration ESTIMATE = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 5;

    private final PlanOptions options;
    private final Targets targets;
    private final Set<Integer> moved = new HashSet<>();
    private int units;

    private Planner(PlanOptions options, Targets targets) {
        this.options = options;
        this.targets = targets;
    }

    /** @throws Refusal if the cloud or the options don't allow it */
    public static Plan plan(Cloud cloud, PlanOptions options) {
        var file = PlanFile.of(options.strategy());
        var stages = selected(file, options.stages());
        var controllers = new Controllers(cloud, options).picked(stages);
        new Nodes(cloud, options.nodes()).areUpgradable();
        var planner = new Planner(options, new Targets(cloud, controllers));
        return new Plan(file.plan(), stages.stream().map(planner::stage).toList());
    }

    /**
     * Whether the stages asked for concern the Fuel master alone, and so no cluster.
     *
     * @throws Refusal if the strategy or a stage is unknown
     */
    public static boolean masterOnly(PlanOptions options) {
        return selected(PlanFile.of(options.strategy()), options.stages()).stream()
                .allMatch(PlanFile.Stage::ofMaster);
    }

    /** The stage without which the stages asked for need a seed that is there, if they are without it. */
    public static Optional<String> missingSeedMaker(PlanOptions options) {
        var file = PlanFile.of(options.strategy());
        var maker = file.stages().stream().filter(PlanFile.Stage::makesSeed).findFirst();
        boolean without = selected(file, options.stages()).stream().noneMatch(PlanFile.Stage::makesSeed);
        return without && !masterOnly(options) ? maker.map(PlanFile.Stage::stage) : Optional.empty();
    }

    /** The stages of a strategy from this one on. */
    public static List<String> stagesFrom(String strategy, String stage) {
        var names = PlanFile.of(strategy).stages().stream()
                .map(PlanFile.Stage::stage)
                .toList();
        return names.subList(Math.max(0, names.indexOf(stage)), names.size());
    }

    private static List<PlanFile.Stage> selected(PlanFile file, List<String> wanted) {
        var known = file.stages().stream().map(PlanFile.Stage::stage).toList();
        var unknown = wanted.stream().filter(s -> !known.contains(s)).toList();
        if (!unknown.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "Strategy '" + file.plan() + "' has no stage '" + unknown.get(0) + "'; it has "
                            + String.join(", ", known) + ".");
        }
        return file.stages().stream()
                .filter(s -> wanted.isEmpty() || wanted.contains(s.stage()))
                .toList();
    }

    private Plan.Stage stage(PlanFile.Stage stage) {
        var groups = stage.steps().stream().flatMap(this::groups).toList();
        return new Plan.Stage(stage.stage(), stage.title(), stage.backTo(), stage.forGood(), groups);
    }

    private Stream<Plan.Group> groups(PlanFile.Line line) {
        return line.batches() == null ? groups(line, targets.of(line.on()), null).stream() : batches(line);
    }

    private List<Plan.Group> groups(PlanFile.Line line, List<Cloud.Node> nodes, Integer unit) {
        if (line.together()) {
            boolean nobody = nodes.isEmpty() && !"cluster".equals(line.on());
            return nobody ? List.of() : List.of(new Plan.Group(unit, List.of(step(line, nodes))));
        }
        var steps = nodes.stream().map(node -> step(line, List.of(node))).toList();
        if (line.serial()) {
            return steps.stream()
                    .map(step -> new Plan.Group(unit, List.of(step)))
                    .toList();
        }
        return steps.isEmpty() ? List.of() : List.of(new Plan.Group(unit, steps));
    }

    /** A node of several roles moves once, in the first batches that name one of them. */
    private Stream<Plan.Group> batches(PlanFile.Line line) {
        var batches = line.batches();
        var all = targets.remaining(batches.role());
        var nodes = all.stream()
                .filter(node -> !moved.contains(node.id()) && isMeant(node, batches))
                .toList();
        nodes.forEach(node -> moved.add(node.id()));
        var atOnce = options.maxUnavailable() == null ? batches.maxUnavailable() : options.maxUnavailable();
        return Batching.of(atOnce, batches.canary(), all.size()).cut(nodes).stream()
                .flatMap(batch -> ofBatch(line.steps(), batch, ++units));
    }

    private boolean isMeant(Cloud.Node node, PlanFile.Batches batches) {
        return options.nodes().contains(node.id()) || (options.nodes().isEmpty() && !batches.namedOnly());
    }

    private Stream<Plan.Group> ofBatch(List<PlanFile.Line> lines, List<Cloud.Node> batch, int unit) {
        return lines.stream().flatMap(line -> groups(line, targets(line, batch), unit).stream());
    }

    private List<Cloud.Node> targets(PlanFile.Line line, List<Cloud.Node> batch) {
        if (!Set.of("batch", "node").contains(line.on())) {
            return targets.of(line.on());
        }
        return batch.stream()
                .filter(node -> line.role() == null || node.has(line.role()))
                .toList();
    }

    private Plan.Step step(PlanFile.Line line, List<Cloud.Node> nodes) {
        var names = new LinkedHashSet<>(nodes.stream().map(Cloud.Node::hostname).toList());
        var with = new java.util.HashMap<>(line.with());
        with.put("live_migration", Boolean.toString(options.liveMigration()));
        return new Plan.Step(
                line.step(),
                line.title().replace("{node}", String.join(", ", names)).replace("{nodes}", String.join(", ", names)),
                nodes.stream().map(Cloud.Node::id).toList(),
                with,
                line.uses(),
                line.undo(),
                line.irreversible(),
                line.until(),
                Span.of(line.estimate(), ESTIMATE),
                Span.of(line.timeout(), TIMEOUT),
                line.attempts() == null ? ATTEMPTS : line.attempts());
    }
}
