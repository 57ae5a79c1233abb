package org.octane.plan.catalogue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to hold among definitions of several files. */
record CatalogueRules(Catalogue catalogue, Scripts scripts) {

    private static final List<String> CASTS =
            List.of("provision", "deploy", "update", "reinstall", "redeploy", "switch");

    /** @throws InvalidDefinition if something doesn't */
    void hold() {
        catalogue.steps().values().forEach(this::runsSomething);
        catalogue.stages().values().forEach(this::knowsItsNeighbours);
        catalogue.stages().values().forEach(stage -> comesNotAfterItself(stage, new ArrayDeque<>()));
        catalogue.stages().values().forEach(CatalogueRules::usesWhatIsLeft);
        catalogue.plans().values().forEach(this::holdsNothingForEver);
        everyScriptIsUsed();
    }

    private void runsSomething(StepDefinition step) {
        var run = step.run();
        if (run.kind() == Run.Kind.CAST && !CASTS.contains(run.name())) {
            throw step.invalid("'run: cast " + run.name() + "' is none of cast " + String.join(", cast ", CASTS));
        }
        scriptsOf(step).filter(script -> !scripts.has(script)).findFirst().ifPresent(script -> {
            throw step.invalid("there is no script " + file(script));
        });
    }

    private static Stream<String> scriptsOf(StepDefinition step) {
        return Stream.concat(
                step.run().isScript() ? Stream.of(step.run().name()) : Stream.of(), step.scripts().stream());
    }

    private static String file(String script) {
        return (script.startsWith(Run.OWN_SCRIPTS) ? "" : "node/") + script + ".sh";
    }

    private void everyScriptIsUsed() {
        var unused = new TreeSet<>(scripts.built());
        unused.addAll(scripts.own());
        catalogue.steps().values().stream().flatMap(CatalogueRules::scriptsOf).forEach(unused::remove);
        if (!unused.isEmpty()) {
            throw new InvalidDefinition(file(unused.first()), "no step runs this script");
        }
    }

    private void knowsItsNeighbours(StageDefinition stage) {
        known(stage, "after", stage.after());
        known(stage, "reverts", stage.reverts());
        known(stage, "back-to", stage.backTo() == null ? List.of() : List.of(stage.backTo()));
    }

    private void known(StageDefinition stage, String key, List<String> others) {
        for (var other : others) {
            if (!catalogue.stages().containsKey(other)) {
                throw stage.invalid("there is no stage '" + other + "' for '" + key + "'");
            }
        }
    }

    private void comesNotAfterItself(StageDefinition stage, Deque<String> way) {
        way.addLast(stage.name());
        for (var before : stage.after()) {
            if (way.contains(before)) {
                throw stage.invalid("stages come after each other in a circle: " + String.join(" after ", way)
                        + " after " + before);
            }
            comesNotAfterItself(catalogue.stages().get(before), way);
        }
        way.removeLast();
    }

    private static void usesWhatIsLeft(StageDefinition stage) {
        var before = new HashSet<String>();
        var later = stage.steps().map(StepDefinition::name).collect(Collectors.toCollection(HashSet::new));
        stage.steps().forEach(step -> {
            later.remove(step.name());
            for (var result : step.uses().values()) {
                boolean undone = result.startsWith(StepDefinition.UNDONE);
                var left = undone ? result.substring(StepDefinition.UNDONE.length()) : result;
                int point = left.indexOf('.');
                if (point < 0 || !(undone ? later : before).contains(left.substring(0, point))) {
                    throw new InvalidDefinition(
                            stage.file() + ": step " + step.name(),
                            "'uses: " + result + "' is no result of "
                                    + (undone ? "the undoing of a later step" : "an earlier step") + " of the stage");
                }
            }
            before.add(step.name());
        });
    }

    /** What an upgrade holds back until a later step is let go by one of the same plan. */
    private void holdsNothingForEver(PlanDefinition plan) {
        var steps = plan.stages().stream().flatMap(StageDefinition::steps).toList();
        for (int i = 0; i < steps.size(); i++) {
            var until = steps.get(i).until();
            var rest = steps.subList(i, steps.size());
            if (until != null && rest.stream().noneMatch(step -> step.name().equals(until))) {
                throw new InvalidDefinition(
                        plan.file() + ": plan " + plan.name(),
                        "step " + steps.get(i).name() + " waits for step '" + until + "', which doesn't come after it");
            }
        }
    }
}
