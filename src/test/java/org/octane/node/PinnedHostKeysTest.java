package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.world.TestWorld;

@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PinnedHostKeysTest {

    private static final int NODE = 8;

    private final TestWorld world;
    private final NodeFixture nodes;

    PinnedHostKeysTest(TestWorld world) {
        this.world = world;
        nodes = new NodeFixture(world);
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefusedUntilItIsForgotten() {
        assertThat(reached()).isEqualTo(Outcome.Kind.DONE);

        world.world().reinstalled(Integer.toString(NODE));

        assertThatThrownBy(this::reached)
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("Node 8 shows another host key than the one pinned")
                .satisfies(
                        failure -> assertThat(((StepFailure) failure).remedy()).contains("octane nodes trust 8"));
        assertThatThrownBy(this::reached)
                .as("nor at a second try, and no third one will help")
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isFalse());

        assertThat(nodes.trust().trust(NODE, Map.of("person", "alice"))).containsEntry("forgotten", true);

        assertThat(reached()).isEqualTo(Outcome.Kind.DONE);
        nodes.restart();
        assertThat(reached()).as("the new key is pinned").isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aNodeThatNailgunDoesNotKnowIsNotTrusted() {
        assertThatThrownBy(() -> nodes.trust().trust(99, Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("Node with id 99 was not found.");
        assertThat(nodes.trust().trust(0, Map.of())).as("the Fuel master").containsEntry("node_id", 0);
    }

    private Outcome.Kind reached() {
        return nodes.run(nodes.step(NODE, Map.of("DO_CHECK", ":")), Phase.CHECK).kind();
    }
}
