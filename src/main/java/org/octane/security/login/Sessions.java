package org.octane.security.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is logged in with a browser. A session ends when it was idle for a while, a fixed time after its login, by a logout, and as
 * soon as its login would not be accepted any more. Only digests of their names are kept.
 */
final class Sessions {

    private static final int MOST = 1_000;

    private record Session(Login login, long begun) {}

    private final Ticker ticker;
    private final Duration longest;
    private final Cache<String, Session> sessions;

    /**
     * @param idle after which one ends that nobody uses
     * @param longest after which each ends
     */
    Sessions(Duration idle, Duration longest, Ticker ticker) {
        this.ticker = ticker;
        this.longest = longest;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(idle)
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    /** @return the secret name of a new session */
    String begin(Login login) {
        var name = Digest.random();
        sessions.put(Digest.of(name), new Session(login, ticker.read()));
        return name;
    }

    /** @throws LoginUnavailable if nobody can say now whether the login still holds */
    Optional<Person> person(String name) {
        var key = Digest.of(name);
        var session = sessions.getIfPresent(key);
        if (session == null) {
            return Optional.empty();
        }
        var person = person(session);
        if (person.isEmpty()) {
            sessions.invalidate(key);
        }
        return person;
    }

    /** Without using it: an answer that goes on for hours would keep it from ever being idle. */
    boolean isOpen(String name) {
        var session = quietly(name);
        return session != null && isYoung(session);
    }

    /** @throws LoginUnavailable if nobody can say it now */
    boolean isStillLoggedIn(String name) {
        var session = quietly(name);
        return session != null && person(session).isPresent();
    }

    private Session quietly(String name) {
        return sessions.policy().getIfPresentQuietly(Digest.of(name));
    }

    private Optional<Person> person(Session session) {
        return isYoung(session) ? session.login().again().get() : Optional.empty();
    }

    private boolean isYoung(Session session) {
        return ticker.read() - session.begun() < longest.toNanos();
    }

    void end(String name) {
        sessions.invalidate(Digest.of(name));
    }

    long count() {
        sessions.cleanUp();
        return sessions.estimatedSize();
    }
}
