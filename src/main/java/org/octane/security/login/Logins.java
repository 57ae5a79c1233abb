package org.octane.security.login;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the sources of users, in their order, whether somebody is who they say. Who guesses is slowed down and then locked out, by
 * where it comes from and by whom it is for. A token of 256 bits that is right is never made to wait: others on the same machine,
 * who guess, could lock out the operator in the middle of an upgrade.
 */
public final class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final List<Accounts> accounts;
    private final Attempts sources;
    private final Attempts users;
    private final Sessions sessions;

    /**
     * @param idle after which a session ends that nobody uses
     * @param longest after which each session ends
     */
    public Logins(List<? extends Accounts> accounts, Duration idle, Duration longest, Ticker ticker) {
        this(accounts, idle, longest, ticker, SessionFile.NONE);
    }

    /** @param file in which sessions outlive a restart */
    public Logins(List<? extends Accounts> accounts, Duration idle, Duration longest, Ticker ticker, SessionFile file) {
        this.accounts = List.copyOf(accounts);
        this.sources = new Attempts(ticker);
        this.users = new Attempts(ticker);
        this.sessions = new Sessions(idle, longest, ticker, file);
        takeUp();
    }

    /** Whether the answer is known without waiting for anything. */
    public boolean quick() {
        return accounts.stream().allMatch(TokenAccounts.class::isInstance);
    }

    /**
     * Somebody with a token.
     *
     * @param source where it comes from
     * @throws LoginUnavailable if nobody can say it now
     */
    public Answer byToken(String token, String source) {
        var wait = before(null, source);
        if (!wait.isZero()) {
            return Answer.wait(wait);
        }
        var login = first(known -> known.byToken(token));
        return login.isPresent() ? Answer.of(login.get().person()) : refused(source, null);
    }

    /**
     * Somebody with name and password.
     *
     * @throws LoginUnavailable if nobody can say it now
     */
    public Answer byPassword(String name, String password, String source) {
        var wait = before(name, source);
        if (!wait.isZero()) {
            return Answer.wait(wait);
        }
        var login = first(known -> known.byPassword(name, password));
        return login.isPresent() ? accepted(login.get(), name, source) : refused(source, name);
    }

    /**
     * The same in a browser, which gets a session.
     *
     * @param secret a password or a token
     */
    public Answer begin(String name, String secret, String source) {
        var wait = before(name, source);
        if (!wait.isZero()) {
            return Answer.wait(wait);
        }
        var login = first(known -> known.byPassword(name, secret));
        if (login.isEmpty()) {
            return refused(source, name);
        }
        return new Answer(accepted(login.get(), name, source).person(), sessions.begin(login.get()), Duration.ZERO);
    }

    /** Whose session it is. */
    public Answer bySession(String session) {
        return sessions.person(session).map(Answer::of).orElse(Answer.WRONG);
    }

    /** Whether there is this session, which is not used by that. */
    public boolean isOpen(String session) {
        return sessions.isOpen(session);
    }

    /**
     * The same, and whether its login would still be accepted.
     *
     * @throws LoginUnavailable if nobody can say it now
     */
    public boolean isStillLoggedIn(String session) {
        return sessions.isStillLoggedIn(session);
    }

    public void end(String session) {
        sessions.end(session);
    }

    /** Somebody else has refused it, of whom it was asked through this server. */
    public Answer refused(String source, String name) {
        sources.failed(source);
        if (name != null) {
            users.failed(name);
        }
        var wait = wait(name, source);
        return wait.isZero() ? Answer.WRONG : Answer.wait(wait);
    }

    private void takeUp() {
        try {
            sessions.takeUp(note -> first(known -> known.byNote(note)));
        } catch (LoginUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("Sessions of before can't be looked at now; they end");
        }
    }

    private Duration before(String name, String source) {
        return quick() ? Duration.ZERO : wait(name, source);
    }

    /** How long whoever comes from there, or says to be this user, has to wait. */
    public Duration wait(String name, String source) {
        var wait = sources.wait(source);
        if (name != null && !quick()) {
            var other = users.wait(name);
            return wait.compareTo(other) > 0 ? wait : other;
        }
        return wait;
    }

    private Answer accepted(Login login, String name, String source) {
        sources.succeeded(source);
        users.succeeded(name);
        return Answer.of(login.person());
    }

    /** One source that doesn't answer keeps nobody out whom another knows. */
    private Optional<Login> first(Function<Accounts, Optional<Login>> ask) {
        LoginUnavailable unknown = null;
        for (var known : accounts) {
            try {
                var login = ask.apply(known);
                if (login.isPresent()) {
                    return login;
                }
            } catch (LoginUnavailable e) {
                unknown = e;
            }
        }
        if (unknown != null) {
            throw unknown;
        }
        return Optional.empty();
    }
}
