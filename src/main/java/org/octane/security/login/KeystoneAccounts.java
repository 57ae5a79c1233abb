package org.octane.security.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keystone's users, by their tokens. What it has said of a token is believed for a few seconds: that is how long a token still opens
 * that was revoked.
 */
public final class KeystoneAccounts implements Accounts {

    private static final Duration BELIEVED = Duration.ofSeconds(10);
    private static final int MOST = 1_000;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");

    private final KeystoneSettings settings;
    private final KeystoneCalls keystone;
    private final InstantSource clock;
    private final Cache<String, Optional<KeystoneToken>> tokens;

    public KeystoneAccounts(KeystoneSettings settings, InstantSource clock, Ticker ticker) {
        this.settings = settings;
        this.keystone = new KeystoneCalls(settings);
        this.clock = clock;
        this.tokens = Caffeine.newBuilder()
                .expireAfterWrite(BELIEVED)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    @Override
    public Optional<Login> byToken(String token) {
        return person(token).map(person -> new Login(person, () -> person(token)));
    }

    @Override
    public Optional<Login> byPassword(String name, String password) {
        return keystone.token(name, password).flatMap(this::byToken);
    }

    private Optional<Person> person(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return tokens.get(Digest.of(token), any -> keystone.validated(token))
                .filter(known -> known.expires().isAfter(clock.instant()))
                .flatMap(this::person);
    }

    private Optional<Person> person(KeystoneToken token) {
        var role = settings.role(token.roles());
        return role == null ? Optional.empty() : Optional.of(new Person(token.user(), role));
    }
}
