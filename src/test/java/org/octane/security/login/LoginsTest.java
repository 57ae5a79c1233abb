package org.octane.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, who has to wait, and when a session is over; with a clock of the test's. */
class LoginsTest {

    private static final Passwords PASSWORDS = new Passwords();
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theTokenIsMadeOnceAndOnlyItsOwnerCanReadIt() throws IOException {
        var file = folder.resolve("token");
        TokenAccounts.in(file);
        var token = Files.readString(file).strip();

        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(folder)).containsExactly(file);
        assertThat(TokenAccounts.in(file).byToken(token)).isPresent();
        assertThat(TokenAccounts.in(file).byToken(token.substring(1))).isEmpty();
        assertThat(TokenAccounts.in(file).byToken("")).isEmpty();
    }

    @Test
    void aTokenThatOthersCouldReadIsRefused() throws IOException {
        var file = folder.resolve("token");
        TokenAccounts.in(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> TokenAccounts.in(file)).hasMessageContaining("may be known to others");

        Files.delete(file);
        Files.createSymbolicLink(file, Files.writeString(folder.resolve("elsewhere"), "x"));
        assertThatThrownBy(() -> TokenAccounts.in(file)).hasMessageContaining("may be known to others");
    }

    @Test
    void whoGuessesWaitsLongerEachTimeAndIsLookedAtAgainLater() throws IOException {
        var logins = users();

        for (int i = 0; i < 4; i++) {
            assertThat(logins.byPassword("alice", "guess " + i, "10.0.0.9").hasToWait())
                    .isFalse();
        }
        assertThat(logins.byPassword("alice", "guess", "10.0.0.9").pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(logins.byPassword("alice", "correct horse", "10.0.0.9").hasToWait())
                .as("not even looked at")
                .isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(logins.byPassword("alice", "guess", "10.0.0.9").pause()).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(15));
            logins.byPassword("alice", "guess", "10.0.0.9");
        }
        assertThat(logins.wait("alice", "10.0.0.9")).isEqualTo(Duration.ofMinutes(15));

        pass(Duration.ofMinutes(15));
        assertThat(logins.byPassword("alice", "correct horse", "10.0.0.9").person())
                .isEqualTo(new Person("alice", Role.OPERATOR));
        assertThat(logins.wait("alice", "10.0.0.9")).isZero();
    }

    @Test
    void aUserIsLockedForAllSourcesAndASourceForAllUsers() throws IOException {
        var logins = users();
        for (int i = 0; i < 5; i++) {
            logins.byPassword("alice", "guess", "10.0.0." + i);
        }
        assertThat(logins.byPassword("alice", "correct horse", "10.0.0.77").hasToWait())
                .isTrue();
        assertThat(logins.byPassword("bob", "battery staple", "10.0.0.77").accepted())
                .isTrue();

        for (int i = 0; i < 5; i++) {
            logins.byPassword("user" + i, "guess", "10.0.0.88");
        }
        assertThat(logins.byPassword("bob", "battery staple", "10.0.0.88").hasToWait())
                .isTrue();
    }

    @Test
    void othersWhoGuessDoNotLockOutTheTokenOfThisMachine() throws IOException {
        var file = folder.resolve("token");
        var logins = logins(TokenAccounts.in(file));
        var token = Files.readString(file).strip();
        for (int i = 0; i < 50; i++) {
            logins.byToken("guess", "127.0.0.1");
            logins.begin("operator", "guess", "127.0.0.1");
        }
        assertThat(logins.byToken("guess", "127.0.0.1").hasToWait()).isTrue();

        assertThat(logins.byToken(token, "127.0.0.1").accepted()).isTrue();
        assertThat(logins.begin("", token, "127.0.0.1").accepted()).isTrue();
    }

    @Test
    void howManyFailuresAreRememberedIsBounded() {
        var attempts = new Attempts(nanos::get);
        for (int i = 0; i < 200_000; i++) {
            attempts.failed("source " + i);
        }
        assertThat(attempts.count()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void aSessionEndsWhenItIsIdle() throws IOException {
        var logins = users();
        var session = logins.begin("alice", "correct horse", "10.0.0.1").session();
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMinutes(29));
            assertThat(logins.bySession(session).accepted()).isTrue();
        }
        pass(Duration.ofMinutes(31));

        assertThat(logins.bySession(session).accepted()).isFalse();
    }

    @Test
    void aSessionEndsThoughItIsUsed() throws IOException {
        var logins = users();
        var session = logins.begin("alice", "correct horse", "10.0.0.1").session();
        for (int i = 0; i < 71; i++) {
            pass(Duration.ofMinutes(10));
            assertThat(logins.bySession(session).accepted()).isTrue();
        }
        pass(Duration.ofMinutes(10));

        assertThat(logins.bySession(session).accepted()).isFalse();
    }

    @Test
    void aSessionEndsByALogoutAndWithItsUser() throws IOException {
        var logins = users();
        var alice = logins.begin("alice", "correct horse", "10.0.0.1").session();
        var bob = logins.begin("bob", "battery staple", "10.0.0.1").session();
        logins.end(alice);
        assertThat(logins.bySession(alice).accepted()).isFalse();
        assertThat(logins.bySession(bob).accepted()).isTrue();

        file().put("bob", Role.OPERATOR, PASSWORDS.hash("another password"));
        Files.setLastModifiedTime(
                folder.resolve("users"), FileTime.from(Instant.now().plusSeconds(9)));

        assertThat(logins.bySession(bob).accepted()).isFalse();
        assertThat(logins.byPassword("bob", "battery staple", "10.0.0.1").accepted())
                .isFalse();
    }

    @Test
    void aSessionOutlivesARestartUnlessItHasEndedOrItsLoginHas() throws IOException {
        var users = new UserFile(folder.resolve("users"));
        var passwords = new Passwords();
        users.put("alice", Role.OPERATOR, passwords.hash("correct horse"));
        users.put("bob", Role.READER, passwords.hash("battery staple"));
        var before = restarted(users, passwords);
        var alice = before.begin("alice", "correct horse", "here").session();
        var ended = before.begin("alice", "correct horse", "here").session();
        var bob = before.begin("bob", "battery staple", "here").session();
        before.end(ended);
        users.put("bob", Role.READER, passwords.hash("another one"));

        var after = restarted(users, passwords);
        assertThat(after.bySession(alice).person()).isEqualTo(new Person("alice", Role.OPERATOR));
        assertThat(after.bySession(ended).accepted()).isFalse();
        assertThat(after.bySession(bob).accepted()).isFalse();
        assertThat(Files.readString(folder.resolve("sessions"))).doesNotContain(alice);

        nanos.addAndGet(IDLE.plusMinutes(1).toNanos());
        assertThat(restarted(users, passwords).bySession(alice).accepted())
                .as("nobody has used it meanwhile")
                .isFalse();
    }

    private Logins restarted(UserFile users, Passwords passwords) throws IOException {
        var accounts = FileAccounts.in(users, passwords, nanos::get);
        return new Logins(
                List.of(accounts),
                IDLE,
                LONGEST,
                nanos::get,
                new SessionFile(folder.resolve("sessions"), () -> Instant.EPOCH.plusNanos(nanos.get())));
    }

    @Test
    void howManySessionsThereAreIsBounded() {
        var sessions = new Sessions(IDLE, LONGEST, nanos::get, SessionFile.NONE);
        var person = new Person("alice", Role.READER);
        for (int i = 0; i < 5_000; i++) {
            sessions.begin(new Login(person, () -> Optional.of(person)));
        }
        assertThat(sessions.count()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aSpoiltFileOfUsersLetsNobodyInAndRefusesNobodyForGood() throws IOException {
        var logins = users();
        Files.writeString(folder.resolve("users"), "alice:emperor:$argon2id$x\n");
        Files.setLastModifiedTime(
                folder.resolve("users"), FileTime.from(Instant.now().plusSeconds(9)));

        assertThatThrownBy(() -> logins.byPassword("alice", "correct horse", "10.0.0.1"))
                .isInstanceOf(LoginUnavailable.class)
                .hasMessageContaining("Line 1")
                .hasMessageNotContaining("argon2id$x");
    }

    @Test
    void aFileOfUsersThatOthersMayReadIsRefused() throws IOException {
        users();
        Files.setPosixFilePermissions(folder.resolve("users"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> file().read()).hasMessageContaining("chmod 600");
    }

    @Test
    void aNameThatWouldBreakTheFileIsRefused() {
        for (var name : List.of("a:operator", "", "a\nb", "-x", "ä", "x".repeat(65))) {
            assertThatThrownBy(() -> file().put(name, Role.READER, PASSWORDS.hash("long enough")))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PASSWORDS.hash("short")).hasMessageContaining("8 to 1024 characters");
    }

    private UserFile file() {
        return new UserFile(folder.resolve("users"));
    }

    private Logins users() throws IOException {
        file().put("alice", Role.OPERATOR, PASSWORDS.hash("correct horse"));
        file().put("bob", Role.READER, PASSWORDS.hash("battery staple"));
        return logins(FileAccounts.in(file(), PASSWORDS, nanos::get));
    }

    private Logins logins(Accounts accounts) {
        return new Logins(List.of(accounts), IDLE, LONGEST, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
