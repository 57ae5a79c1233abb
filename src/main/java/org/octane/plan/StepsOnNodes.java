package org.octane.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.octane.plan.catalogue.Batches;
import org.octane.plan.catalogue.Run;
import org.octane.plan.catalogue.ServingSide;
import org.octane.plan.catalogue.StageDefinition;
import org.octane.plan.catalogue.StageItem;
import org.octane.plan.catalogue.StepDefinition;

/**
 * Spreads the stages of one plan over the nodes of a cloud. Every step becomes one group (or one group per node where it says
 * {@code mode: serial}), with those that stand {@code beside} it; batches become one group per step and batch, batch after batch.
 */
final class StepsOnNodes {

    private final PlanOptions options;
    private final StepNodes nodes;
    private final Set<Integer> moved = new HashSet<>();
    private final List<Plan.Batch> made = new ArrayList<>();
    private int units;

    StepsOnNodes(PlanOptions options, StepNodes nodes) {
        this.options = options;
        this.nodes = nodes;
    }

    Plan.Stage stage(StageDefinition stage, ServingSide before) {
        int first = made.size();
        var groups = new ArrayList<Plan.Group>();
        for (var item : stage.items()) {
            groups(item, ofNamedOnly(stage)).forEach(group -> add(groups, item.step(), group));
        }
        var own = List.copyOf(made.subList(first, made.size()));
        return new Plan.Stage(stage, before, groups, own, left(stage));
    }

    /** A step beside another is of its group; where that one is left out it has a group of its own. */
    private static void add(List<Plan.Group> groups, StepDefinition step, Plan.Group group) {
        var last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
        boolean beside = last != null
                && step != null
                && step.beside() != null
                && last.steps().stream().anyMatch(other -> other.name().equals(step.beside()));
        if (beside) {
            groups.set(
                    groups.size() - 1,
                    new Plan.Group(
                            last.unit(),
                            Stream.concat(last.steps().stream(), group.steps().stream())
                                    .toList()));
        } else {
            groups.add(group);
        }
    }

    /** Batches that have not begun, and nothing else of the stage. */
    Plan.Stage again(StageDefinition stage, ServingSide before, Planner.Rest rest) {
        units = rest.units();
        var item = item(stage, rest.nodes().keySet().iterator().next());
        var roles = item.batches().stream()
                .filter(batches -> rest.row() != null || rest.nodes().containsKey(batches.role()))
                .map(batches -> role(
                        batches,
                        remaining(batches.role(), rest.nodes().getOrDefault(batches.role(), List.of())),
                        rest.begun().getOrDefault(batches.role(), 0)))
                .toList();
        var groups = cut(item, rest.row(), roles).toList();
        return new Plan.Stage(stage, before, groups, List.copyOf(made), List.of());
    }

    private List<Cloud.Node> remaining(String role, List<Integer> ids) {
        var all = nodes.remaining(role);
        return ids.stream()
                .map(id ->
                        all.stream().filter(node -> node.id() == id).findFirst().orElseThrow())
                .toList();
    }

    /** How many nodes of the role may have failed for good; of all the role's that were left when the plan was made. */
    int failures(StageDefinition stage, String role) {
        var batches = item(stage, role).batches(role).orElseThrow();
        return options.holds().failures(batches, nodes.remaining(role).size());
    }

    private static StageItem item(StageDefinition stage, String role) {
        return stage.items().stream()
                .filter(each -> each.batches(role).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** Nodes that would move if nobody had named any, and don't. */
    List<Integer> left(StageDefinition stage) {
        var left = new TreeSet<Integer>();
        stage.batches()
                .filter(batches -> !batches.namedOnly())
                .flatMap(batches -> nodes.remaining(batches.role()).stream())
                .filter(node -> ofNamedOnly(stage).stream().noneMatch(node::has))
                .map(Cloud.Node::id)
                .filter(node -> !moved.contains(node))
                .forEach(left::add);
        return List.copyOf(left);
    }

    /** Roles whose nodes the stage moves only if the operator names them, whatever other roles they have. */
    private static List<String> ofNamedOnly(StageDefinition stage) {
        return stage.batches().filter(Batches::namedOnly).map(Batches::role).toList();
    }

    private Stream<Plan.Group> groups(StageItem item, List<String> ofNamedOnly) {
        if (item.step() == null) {
            return batches(item, ofNamedOnly);
        }
        var step = item.step();
        return isLeftOut(step) ? Stream.of() : groups(step, nodes.of(step.on()), null).stream();
    }

    private boolean isLeftOut(StepDefinition step) {
        return step.role() != null && nodes.ofRole(step.role()).isEmpty()
                || step.run().kind() == Run.Kind.APPROVAL && !options.interactive();
    }

    private List<Plan.Group> groups(StepDefinition step, List<Cloud.Node> on, Integer unit) {
        if (step.together()) {
            boolean nobody = on.isEmpty() && !step.on().isCluster();
            return nobody ? List.of() : List.of(new Plan.Group(unit, List.of(step(step, on))));
        }
        var steps = on.stream().map(node -> step(step, List.of(node))).toList();
        if (step.serial()) {
            return steps.stream()
                    .map(each -> new Plan.Group(unit, List.of(each)))
                    .toList();
        }
        return steps.isEmpty() ? List.of() : List.of(new Plan.Group(unit, steps));
    }

    /** A node of several roles moves once, in the first batches that name one of them. */
    private Stream<Plan.Group> batches(StageItem item, List<String> ofNamedOnly) {
        var roles = new ArrayList<Together.Role>();
        for (var batches : item.batches()) {
            var all = nodes.remaining(batches.role());
            var meant = all.stream()
                    .filter(node -> !moved.contains(node.id()) && isMeant(node, batches, ofNamedOnly))
                    .toList();
            meant.forEach(node -> moved.add(node.id()));
            if (!meant.isEmpty()) {
                options.holds().refuseLargerCanary(batches, all.size());
            }
            roles.add(role(batches, meant, 0));
        }
        var row = item.batches().size() > 1 ? item.batches().get(0).role() : null;
        return cut(item, row, roles);
    }

    private Together.Role role(Batches batches, List<Cloud.Node> meant, int begun) {
        var batching =
                options.holds().of(batches, nodes.remaining(batches.role()).size());
        return new Together.Role(batches.role(), batching, meant, begun);
    }

    private Stream<Plan.Group> cut(StageItem item, String row, List<Together.Role> roles) {
        return new Together(roles).batches().stream().flatMap(batch -> ofBatch(item, row, batch).stream());
    }

    private boolean isMeant(Cloud.Node node, Batches batches, List<String> ofNamedOnly) {
        return options.nodes().contains(node.id())
                || options.nodes().isEmpty()
                        && !batches.namedOnly()
                        && ofNamedOnly.stream().noneMatch(node::has);
    }

    private List<Plan.Group> ofBatch(StageItem item, String row, List<Together.Share> shares) {
        int unit = units + 1;
        for (var share : shares) {
            units++;
            var ids = share.nodes().stream().map(Cloud.Node::id).toList();
            var batching = share.role().batching();
            made.add(new Plan.Batch(
                    units,
                    unit,
                    share.role().name(),
                    row,
                    batching.atOnce(),
                    batching.failures(),
                    share.isCanary(),
                    ids));
        }
        var batch = shares.stream().flatMap(share -> share.nodes().stream()).toList();
        var groups = item.steps().stream()
                .filter(step -> step.role() == null || batch.stream().anyMatch(node -> node.has(step.role())))
                .flatMap(step -> groups(step, within(step, batch), unit).stream())
                .toList();
        return Stream.concat(new Turns(options.holds()).ofBatch(unit, shares, groups).stream(), groups.stream())
                .toList();
    }

    private List<Cloud.Node> within(StepDefinition step, List<Cloud.Node> batch) {
        if (!step.on().ofBatch()) {
            return nodes.of(step.on());
        }
        return batch.stream()
                .filter(node -> step.role() == null || node.has(step.role()))
                .toList();
    }

    private Plan.Step step(StepDefinition step, List<Cloud.Node> on) {
        var names = new LinkedHashSet<>(on.stream().map(Cloud.Node::hostname).toList());
        var with = new HashMap<>(step.with());
        with.put("live_migration", Boolean.toString(options.liveMigration()));
        return new Plan.Step(
                step.name(),
                step.title().replace("{node}", String.join(", ", names)).replace("{nodes}", String.join(", ", names)),
                on.stream().map(Cloud.Node::id).toList(),
                with,
                step.uses(),
                step.undo(),
                step.irreversible(),
                step.until(),
                step.drains(),
                step.estimate(),
                step.timeout(),
                step.attempts());
    }
}
