package org.octane.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a Keystone with v3, and of one that has v2.0 alone, as a Fuel master's. */
class KeystoneAccountsTest {

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenOpensByTheRolesOfItsUser(boolean third) throws IOException {
        try (var keystone = new TestKeystone(third)
                .user("alice", "a", "admin")
                .user("bob", "b", "observer", "_member_")
                .user("carol", "c", "_member_")) {
            var accounts = accounts(keystone);

            assertThat(person(accounts, keystone.token("alice"))).isEqualTo(new Person("alice", Role.OPERATOR));
            assertThat(person(accounts, keystone.token("bob"))).isEqualTo(new Person("bob", Role.READER));
            assertThat(person(accounts, keystone.token("carol")))
                    .as("no role here")
                    .isNull();
            assertThat(person(accounts, "0123456789abcdef")).isNull();
            assertThat(person(accounts, "a token\r\nwith lines")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRevokedTokenOpensForSecondsAndAnExpiredOneNotAtAll(boolean third) throws IOException {
        try (var keystone = new TestKeystone(third).user("alice", "a", "admin")) {
            var accounts = accounts(keystone);
            var token = keystone.token("alice");
            assertThat(person(accounts, token)).isNotNull();
            int asked = keystone.questions();
            assertThat(person(accounts, token)).isNotNull();
            assertThat(keystone.questions()).as("believed for a while").isEqualTo(asked);

            keystone.revoke(token);
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());

            assertThat(person(accounts, token)).isNull();
            assertThat(person(accounts, keystone.token("alice", Instant.now().minusSeconds(1))))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itsOwnTokenMayRunOut(boolean third) throws IOException {
        try (var keystone = new TestKeystone(third).user("alice", "a", "admin")) {
            var accounts = accounts(keystone);
            assertThat(person(accounts, keystone.token("alice"))).isNotNull();

            keystone.revokeAll();

            assertThat(person(accounts, keystone.token("alice"))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPasswordOpensToo(boolean third) throws IOException {
        try (var keystone = new TestKeystone(third).user("alice", "right", "admin")) {
            var accounts = accounts(keystone);

            assertThat(accounts.byPassword("alice", "right").map(Login::person))
                    .hasValue(new Person("alice", Role.OPERATOR));
            assertThat(accounts.byPassword("alice", "wrong")).isEmpty();
            assertThat(accounts.byPassword("nobody", "right")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOutageIsNeitherYesNorNo(boolean third) throws IOException {
        KeystoneAccounts accounts;
        try (var keystone = new TestKeystone(third)) {
            accounts = accounts(keystone);
        }
        assertThatThrownBy(() -> accounts.byToken("0123456789abcdef"))
                .isInstanceOf(LoginUnavailable.class)
                .hasMessageContaining("does not answer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOwnPasswordThatIsWrongIsNoAnswerAboutOthers(boolean third) throws IOException {
        try (var keystone = new TestKeystone(third).user("alice", "a", "admin")) {
            var accounts = accounts(keystone);
            keystone.user("nailgun", "another", "admin");
            var token = keystone.token("alice");

            assertThatThrownBy(() -> accounts.byToken(token))
                    .isInstanceOf(LoginUnavailable.class)
                    .hasMessageContaining("octane.keystone.user");
        }
    }

    private KeystoneAccounts accounts(TestKeystone keystone) {
        return new KeystoneAccounts(keystone.settings(), InstantSource.system(), nanos::get);
    }

    private static Person person(Accounts accounts, String token) {
        return accounts.byToken(token).map(Login::person).orElse(null);
    }
}
