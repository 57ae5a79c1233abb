package org.octane.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.storm.History.Batch;
import org.octane.storm.History.Event;
import org.octane.storm.History.Group;
import org.octane.storm.History.Step;

/** Each promise that a storm looks at is broken once, in rows that are fine otherwise. */
class HistoryTest {

    private static final Map<String, Integer> ONE = Map.of("compute", 1);

    private final List<Event> events = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();

    /** A step for all, then nodes 4 and 5, one after the other; the second step has a second attempt. */
    @BeforeEach
    void anUpgradeAsItShouldBe() {
        groups.addAll(List.of(new Group(1, List.of(), null), new Group(2, List.of(1), 7), new Group(3, List.of(2), 8)));
        steps.addAll(List.of(
                new Step(10, 1, "prepare", "packages", "succeeded"),
                new Step(20, 2, "upgrade-node", "provision-nodes", "succeeded"),
                new Step(30, 3, "upgrade-node", "provision-nodes", "succeeded")));
        batches.addAll(List.of(
                new Batch(7, "upgrade-node", "compute", List.of(4)),
                new Batch(8, "upgrade-node", "compute", List.of(5))));
        told(10, 1, "running");
        told(10, 1, "succeeded");
        told(20, 1, "running");
        told(20, 1, "failed");
        told(20, 2, "running");
        told(20, 2, "succeeded");
        told(30, 1, "running");
        told(30, 1, "succeeded");
    }

    @Test
    void nothingIsWrongWithIt() {
        assertThat(wrong()).isEmpty();
    }

    @Test
    void oneOfWhichThereAreNoRowsProvesNothing() {
        for (var rows : List.of(events, steps, groups, batches)) {
            var kept = List.copyOf(rows);
            rows.clear();
            assertThat(wrong()).anyMatch(line -> line.matches("there are no (events|steps|groups|batches) to look at"));
            refill(rows, kept);
        }
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aStepIsLost() {
        events.remove(events.size() - 1);
        assertThat(wrong())
                .containsExactly(
                        "step 30 provision-nodes of upgrade-node is succeeded after the end, and no event says that it"
                                + " succeeded");
    }

    @Test
    void aStepStillWaitsAfterTheEnd() {
        steps.set(2, new Step(30, 3, "upgrade-node", "provision-nodes", "waiting"));
        assertThat(wrong()).containsExactly("step 30 provision-nodes of upgrade-node is waiting after the end");
    }

    @Test
    void aStepSucceedsTwice() {
        told(10, 1, "succeeded");
        assertThat(wrong()).contains("step 10 succeeded 2 times");
    }

    @Test
    void aStepThatHasSucceededBeginsAgain() {
        told(30, 1, "running");
        assertThat(wrong()).containsExactly("step 30 was running once more after it had succeeded");
    }

    @Test
    void anAttemptOfBeforeComesBack() {
        events.set(5, new Event(6, 20, 1, "succeeded"));
        assertThat(wrong()).containsExactly("step 20 is in attempt 1 after attempt 2");
    }

    @Test
    void aStepBeginsBeforeTheOneInFrontHasEnded() {
        swap(1, 2);
        assertThat(wrong()).containsExactly("group 2 began before step 10 packages of prepare of group 1 had ended");
    }

    @Test
    void twoNodesAreAwayWhereOneMayBe() {
        groups.set(2, new Group(3, List.of(1), 8));
        assertThat(wrong()).isEmpty();
        swap(5, 6);
        assertThat(wrong()).containsExactly("2 nodes of role compute were away at once, where 1 may be");
        assertThat(new History(events, steps, groups, batches).wrong(Map.of("compute", 2)))
                .isEmpty();
    }

    @Test
    void aBatchHasNoSteps() {
        groups.set(2, new Group(3, List.of(2), null));
        assertThat(wrong()).containsExactly("batch [5] of role compute has no steps");
    }

    @Test
    void astuteHasTwoNodesInItsHands() {
        var roles = Map.of(4, List.of("compute"), 5, List.of("compute"), 10, List.of("controller"));
        var first = List.of("begins provision a 4", "ends provision a 4", "begins granular_deploy b 4");
        var second = List.of("begins provision c 5", "begins granular_deploy d 5", "ends granular_deploy d 5");
        var other = List.of("begins provision e 10");

        assertThat(new InHand(together(Stream.of(first, List.of("ends granular_deploy b 4"), other, second)), roles)
                        .wrong(ONE))
                .isEmpty();
        assertThat(new InHand(together(Stream.of(first, List.of("fails granular_deploy b 4"), second)), roles)
                        .wrong(ONE))
                .containsOnly("2 nodes of role compute of [4, 5] were in Astute's hands at once, where 1 may be");
        assertThat(new InHand(List.of("begins remove_nodes a 4"), roles).wrong(ONE))
                .containsExactly("Astute was cast nothing that takes a node away");
    }

    private static List<String> together(Stream<List<String>> parts) {
        return parts.flatMap(List::stream).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void refill(List rows, List kept) {
        rows.addAll(kept);
    }

    private List<String> wrong() {
        return new History(events, steps, groups, batches).wrong(ONE);
    }

    private void told(long step, int attempt, String status) {
        events.add(new Event(events.size() + 1, step, attempt, status));
    }

    /** Two events happen the other way round. */
    private void swap(int one, int other) {
        var first = events.get(one);
        var second = events.get(other);
        events.set(one, new Event(first.id(), second.step(), second.attempt(), second.status()));
        events.set(other, new Event(second.id(), first.step(), first.attempt(), first.status()));
    }
}
