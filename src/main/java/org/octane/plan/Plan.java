package org.octane.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.octane.plan.catalogue.ServingSide;
import org.octane.plan.catalogue.StageDefinition;

/** What will run, expanded over the nodes: what the operator is shown is what runs. */
public record Plan(String strategy, List<Stage> stages) {

    /**
     * @param before who answers for the cloud before it begins
     * @param groups run one after the other
     * @param batches in the order in which they run
     * @param left ids of nodes that the stage would concern too, had they been named
     */
    public record Stage(
            StageDefinition definition,
            ServingSide before,
            List<Group> groups,
            List<Batch> batches,
            List<Integer> left) {

        public String name() {
            return definition.name();
        }

        public String title() {
            return definition.title();
        }

        /** It concerns the Fuel master and no cluster. */
        public boolean ofMaster() {
            return definition.ofMaster();
        }

        public Stream<Step> steps() {
            return groups.stream().flatMap(group -> group.steps().stream());
        }

        public Duration estimate() {
            return groups.stream().map(Group::estimate).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /**
     * Nodes of a role that are away at the same time.
     *
     * @param number its own in the plan
     * @param unit of the groups that it goes through: its own number, or that of a batch of another role with which it goes
     * @param row the first of the roles whose batches go together, null if its role's go alone
     * @param atOnce how many of the role may be
     * @param failures how many nodes of the role may have failed for good besides, and hold only themselves
     * @param canary whether it goes first, alone: a failure in it holds all others, whatever the budget
     */
    public record Batch(
            int number,
            int unit,
            String role,
            String row,
            int atOnce,
            int failures,
            boolean canary,
            List<Integer> nodes) {}

    /**
     * Steps that run at the same time.
     *
     * @param unit number of the batch whose groups come to their end together or not at all, null outside of batches
     */
    public record Group(Integer unit, List<Step> steps) {

        public Duration estimate() {
            return steps.stream().map(Step::estimate).max(Duration::compareTo).orElse(Duration.ZERO);
        }
    }

    /**
     * @param nodes ids of the nodes concerned, {@link Cloud#MASTER} for the Fuel master, empty for none
     * @param with parameters as they are
     * @param uses parameters that are results of earlier steps of the stage: {@code step.result}
     * @param undo how it is taken back, null if it can't be
     * @param irreversible why it can't be taken back, null if it can
     * @param drains a role whose service on the nodes is missing from now on until they are installed, may be null
     * @param until name of a later step: an upgrade that is aborted between the two goes back to before this one; may be null
     */
    public record Step(
            String name,
            String title,
            List<Integer> nodes,
            Map<String, String> with,
            Map<String, String> uses,
            String undo,
            String irreversible,
            String until,
            String drains,
            Duration estimate,
            Duration timeout,
            int attempts) {}

    /**
     * For how long the cloud's API answers nobody: at most from the beginning of one stage to the end of another.
     *
     * @param from name of the stage that closes it
     * @param until name of the last stage before whose end it is open again
     */
    public record Closed(String from, String until, Duration atMost) {}

    public Duration estimate() {
        return stages.stream().map(Stage::estimate).reduce(Duration.ZERO, Duration::plus);
    }

    /** Empty: it stays open. */
    public Optional<Closed> closed() {
        var during = stages.stream()
                .filter(stage -> !stage.ofMaster())
                .filter(stage ->
                        isClosed(stage.before()) || isClosed(stage.definition().serves()))
                .toList();
        return during.isEmpty()
                ? Optional.empty()
                : Optional.of(new Closed(
                        during.get(0).name(),
                        during.get(during.size() - 1).name(),
                        during.stream().map(Stage::estimate).reduce(Duration.ZERO, Duration::plus)));
    }

    static boolean isClosed(ServingSide side) {
        return side == ServingSide.MAINTENANCE || side == ServingSide.SWITCHING;
    }
}
