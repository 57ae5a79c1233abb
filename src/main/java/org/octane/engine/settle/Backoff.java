package org.octane.engine.settle;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pause before the next attempt: it doubles with every attempt, and is random in part, so that nodes that failed together
 * are not tried again together.
 *
 * @param random from 0 to 1
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {

    Duration after(int attempt) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempt, 30) - 1.0);
        double bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (bounded * (0.5 + random.getAsDouble() / 2)));
    }
}
