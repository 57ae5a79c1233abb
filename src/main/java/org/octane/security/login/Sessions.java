package org.octane.security.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who is logged in with a browser. A session ends when it was idle for a while, a fixed time after its login, by a logout, and as
 * soon as its login would not be accepted any more. Only digests of their names are kept.
 */
final class Sessions {

    private static final int MOST = 1_000;
    /** By so much a session may seem longer idle than it is, after a restart. */
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);

    private record Session(Login login, long begun) {}

    private final Ticker ticker;
    private final Duration longest;
    private final Cache<String, Session> sessions;
    private final SessionFile file;
    private final Duration idle;
    /** When they were written last. */
    private volatile long kept;

    /**
     * @param idle after which one ends that nobody uses
     * @param longest after which each ends
     * @param file in which they outlive a restart of the server
     */
    Sessions(Duration idle, Duration longest, Ticker ticker, SessionFile file) {
        this.file = file;
        this.idle = idle;
        this.kept = ticker.read();
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
        keep();
        return name;
    }

    /** Takes up those of before a restart that are young enough and whose logins would still be accepted. */
    void takeUp(Function<String, Optional<Login>> byNote) {
        for (var kept : file.read()) {
            var age = file.since(kept.begun());
            if (!age.isNegative()
                    && age.compareTo(longest) < 0
                    && file.since(kept.used()).compareTo(idle) < 0) {
                byNote.apply(kept.note())
                        .ifPresent(login ->
                                sessions.put(kept.digest(), new Session(login, ticker.read() - age.toNanos())));
            }
        }
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
        if (ticker.read() - kept > KEPT_EVERY.toNanos()) {
            keep();
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
        keep();
    }

    private void keep() {
        kept = ticker.read();
        file.write(this::all);
    }

    private List<SessionFile.Kept> all() {
        long now = ticker.read();
        var used = sessions.policy().expireAfterAccess().orElseThrow();
        return sessions.asMap().entrySet().stream()
                .filter(entry -> entry.getValue().login().note() != null)
                .map(entry -> file.kept(
                        entry.getKey(),
                        Duration.ofNanos(now - entry.getValue().begun()),
                        used.ageOf(entry.getKey()).orElse(idle),
                        entry.getValue().login().note()))
                .toList();
    }

    long count() {
        sessions.cleanUp();
        return sessions.estimatedSize();
    }
}
