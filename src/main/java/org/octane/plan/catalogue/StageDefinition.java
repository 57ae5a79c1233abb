package org.octane.plan.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * A stage: steps that are run by one command and taken back together.
 *
 * @param file where it is defined
 * @param command what its command says of itself, null: it has none
 * @param arguments what its command names
 * @param after stages that must have succeeded before, for the same pair of clusters
 * @param serves who answers for the cloud once the stage has begun, null: who did before
 * @param makesSeed without it there has to be a seed, or the stages concern the Fuel master alone
 * @param backTo once a step of it has begun, there is one way back: to the beginning of the stage of this name; null: any
 *     stage before it may be gone back to
 * @param forGood why nothing at all is taken back once something of it has happened that can't be undone, null if it is
 * @param checks pre-flight checks that belong to it
 * @param enables pre-flight checks that need not pass before, since this stage lets them
 * @param cures pre-flight checks that are not made, since what they would find this stage is the way out of
 * @param reverts stages that have to run again once this one has
 */
public record StageDefinition(
        String name,
        String file,
        String title,
        String command,
        List<Argument> arguments,
        List<String> after,
        ServingSide serves,
        boolean makesSeed,
        String backTo,
        String forGood,
        List<StageCheck> checks,
        List<String> enables,
        List<String> cures,
        List<String> reverts,
        List<StageItem> items) {

    /** It concerns no cluster. */
    public boolean ofMaster() {
        return steps().allMatch(step -> step.on() == StepTarget.MASTER);
    }

    public boolean namesNodes() {
        return arguments.contains(Argument.NODES);
    }

    public Stream<StepDefinition> steps() {
        return items.stream().flatMap(StageItem::all);
    }

    public Stream<Batches> batches() {
        return items.stream().flatMap(item -> item.batches().stream());
    }

    /** What can't be done with it, in a sentence after its place and name. */
    public InvalidDefinition invalid(String what) {
        return new InvalidDefinition(file + ": stage " + name, what);
    }

    /** The same stage where a plan says what else comes before it. */
    StageDefinition after(List<String> others) {
        return new StageDefinition(
                name, file, title, command, arguments, others, serves, makesSeed, backTo, forGood, checks, enables,
                cures, reverts, items);
    }
}
