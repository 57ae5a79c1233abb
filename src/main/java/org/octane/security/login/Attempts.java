package org.octane.security.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Failed logins, by where they come from or by whom they are for. After a few of them the next one has to wait, twice as long each
 * time. How many are remembered is bounded: who sends from many places pushes out the oldest, not the memory.
 */
final class Attempts {

    private static final int MOST = 10_000;
    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int LONGEST_SHIFT = 10;

    private record Failures(int count, long until) {}

    private final Ticker ticker;
    private final Cache<String, Failures> failures;

    Attempts(Ticker ticker) {
        this.ticker = ticker;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(LONGEST.multipliedBy(2))
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    /** How long it has to wait; zero: not at all. */
    Duration wait(String key) {
        var known = failures.getIfPresent(key);
        if (known == null || known.count() < FREE) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, known.until() - ticker.read()));
    }

    void failed(String key) {
        failures.asMap().merge(key, new Failures(1, 0), (known, one) -> {
            int count = known.count() + 1;
            return new Failures(count, ticker.read() + pause(count).toNanos());
        });
    }

    void succeeded(String key) {
        failures.invalidate(key);
    }

    long count() {
        failures.cleanUp();
        return failures.estimatedSize();
    }

    private static Duration pause(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        var pause = Duration.ofSeconds(1L << Math.min(count - FREE, LONGEST_SHIFT));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
