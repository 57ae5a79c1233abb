package org.octane.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in their file while several people come and go at the same time. */
class SessionsTest {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Person ALICE = new Person("alice", Role.OPERATOR);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean holds = new AtomicBoolean();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Whoever notes what there is is held up, as by a busy machine, after it has seen the session that somebody ends now. */
    @Test
    void aLogoutIsNotUndoneByWhoeverHadBegunToWriteBefore() throws InterruptedException {
        var sessions = sessions();
        var name = sessions.begin(alice());
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        holds.set(true);
        var slow = new Thread(() -> sessions.person(name));
        slow.start();
        held.await();
        var logout = new Thread(() -> sessions.end(name));
        logout.start();
        await().until(() -> logout.getState() == Thread.State.TERMINATED || logout.getState() == Thread.State.BLOCKED);

        goOn.countDown();
        slow.join();
        logout.join();

        var afterRestart = sessions();
        afterRestart.takeUp(note -> Optional.of(alice()));
        assertThat(afterRestart.person(name)).isEmpty();
    }

    private static Login alice() {
        return new Login(ALICE, () -> Optional.of(ALICE), "a note");
    }

    private Sessions sessions() {
        return new Sessions(
                IDLE, Duration.ofHours(12), nanos::get, new SessionFile(folder.resolve("sessions"), this::now));
    }

    private Instant now() {
        if (holds.compareAndSet(true, false)) {
            held.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return Instant.parse("2026-01-02T03:00:00Z").plusNanos(nanos.get());
    }
}
