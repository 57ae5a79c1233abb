package org.octane.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.octane.plan.catalogue.Run;

/**
 * Stages that wait for their turn: those that a person approves of, and the one that closes the API, which needs a window as long as
 * the API is closed.
 */
record StageTurns(Plan plan, PlanOptions options) {

    Plan inFront() {
        var closing = closing(plan);
        return new Plan(
                plan.strategy(),
                plan.stages().stream()
                        .map(stage -> closing.filter(stage.name()::equals).isPresent()
                                ? inFront(stage, plan.closed().orElseThrow().atMost())
                                : inFront(stage, null))
                        .toList());
    }

    /** The name of the stage that closes it; empty: it stays open, or is closed already. */
    static Optional<String> closing(Plan plan) {
        return plan.closed().map(Plan.Closed::from).filter(from -> plan.stages().stream()
                .anyMatch(stage -> stage.name().equals(from) && !Plan.isClosed(stage.before())));
    }

    private Plan.Stage inFront(Plan.Stage stage, Duration takes) {
        boolean approval = options.holds().approveBefore().contains(stage.name()) && !asksItself(stage);
        var turn = stage.groups().isEmpty()
                ? Optional.<Plan.Group>empty()
                : new Turns(options.holds()).ofStage("stage " + stage.name() + ": " + stage.title(), approval, takes);
        return new Plan.Stage(stage.definition(), stage.before(), with(turn, stage), stage.batches(), stage.left());
    }

    /** Whoever is asked by the stage itself may be asleep until a window is over: it is waited for afterwards. */
    private List<Plan.Group> with(Optional<Plan.Group> turn, Plan.Stage stage) {
        var groups = new ArrayList<>(stage.groups());
        turn.ifPresent(group -> groups.add(asksItself(stage) ? 1 : 0, group));
        return groups;
    }

    /** An interactive upgrade whose stage begins with an approval would ask twice. */
    private boolean asksItself(Plan.Stage stage) {
        var first = stage.definition().items().get(0).step();
        return options.interactive() && first != null && first.run().kind() == Run.Kind.APPROVAL;
    }
}
