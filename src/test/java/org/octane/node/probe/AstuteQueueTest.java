package org.octane.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AstuteQueueTest {

    @Test
    void itIsServedByItsConsumers() {
        assertThat(AstuteQueue.in(Map.of("queue", "3 1 7"))).hasValueSatisfying(queue -> {
            assertThat(queue).isEqualTo(new AstuteQueue(3, 1, 7));
            assertThat(queue.isServed()).isTrue();
        });
        assertThat(AstuteQueue.in(Map.of("queue", "3 1 0")))
                .hasValueSatisfying(queue -> assertThat(queue.isServed()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0 0", "1 2 3 4", "no such 0", "1 2 -3"})
    void whatIsNoThreeFiguresTellsNothing(String figures) {
        assertThat(AstuteQueue.in(Map.of("queue", figures))).isEmpty();
        assertThat(AstuteQueue.in(Map.of())).isEmpty();
    }
}
