package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.plan.Outcome;
import org.octane.plan.Phase;
import org.octane.plan.StepFailure;
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
                .hasMessageStartingWith("Node 8 cannot be reached over SSH: ");
        assertThatThrownBy(this::reached)
                .as("nor at a second try, and no third one will help")
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isFalse());

        nodes.hostKeys.forget(NODE);

        assertThat(reached()).isEqualTo(Outcome.Kind.DONE);
        nodes.restart();
        assertThat(reached()).as("the new key is pinned").isEqualTo(Outcome.Kind.DONE);
    }

    private Outcome.Kind reached() {
        return nodes.run(nodes.step(NODE, Map.of("DO_CHECK", ":")), Phase.CHECK).kind();
    }
}
