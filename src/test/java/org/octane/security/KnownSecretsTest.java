package org.octane.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

class KnownSecretsTest {

    private static final String OLD = "0ldSecret";
    private static final String NEW = "n3wSecret";

    private final AtomicLong passed = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Supplier<List<String>> database = () -> attributes(OLD);

    @Test
    void aSecretThatIsMadeLaterIsHiddenAfterAFewSeconds() {
        var masking = masking();
        database = () -> attributes(NEW);
        assertThat(masking.masked("say " + NEW)).isEqualTo("say " + NEW);

        passed.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(masking.masked("say " + NEW)).isEqualTo("say ******");
        assertThat(masking.masked("say " + NEW)).isEqualTo("say ******");
        assertThat(reads).hasValue(2);
    }

    @Test
    @Timeout(20)
    void whileOneWaitsForTheDatabaseOthersUseWhatWasKnownBefore() {
        var masking = masking();
        var answers = new CountDownLatch(1);
        database = () -> {
            awaited(answers);
            throw new DataAccessResourceFailureException("nobody answers");
        };
        passed.addAndGet(Duration.ofSeconds(6).toNanos());

        var first = CompletableFuture.supplyAsync(() -> masking.masked("first " + OLD));
        await().until(() -> reads.get() == 2);
        for (int i = 0; i < 100; i++) {
            assertThat(masking.masked("other " + OLD)).isEqualTo("other ******");
        }
        assertThat(first).isNotDone();
        answers.countDown();
        assertThat(first.join()).isEqualTo("first ******");
        assertThat(reads).hasValue(2);
    }

    @Test
    void aDatabaseThatDidNotAnswerIsNotAskedAgainForEveryText() {
        var masking = masking();
        database = () -> {
            throw new DataAccessResourceFailureException("nobody answers");
        };
        passed.addAndGet(Duration.ofSeconds(6).toNanos());
        for (int i = 0; i < 100; i++) {
            assertThat(masking.masked("say " + OLD)).isEqualTo("say ******");
        }
        assertThat(reads).hasValue(2);

        database = () -> attributes(NEW);
        passed.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(masking.masked("say " + NEW)).isEqualTo("say ******");
    }

    @Test
    void nothingIsMaskedBySecretsThatWereNeverRead() {
        database = () -> {
            throw new DataAccessResourceFailureException("nobody answers");
        };
        assertThatThrownBy(this::masking).hasMessage("nobody answers");
    }

    @Test
    void passwordsOfOctaneItselfAreHiddenUnlessTheyAreOrdinaryWords() {
        assertThat(masking().masked("own Passw0rd and guest")).isEqualTo("own ****** and guest");
    }

    private Masking masking() {
        return new Masking(new KnownSecrets(this::read, List.of("Passw0rd", "guest"), passed::get)::pattern);
    }

    private List<String> read() {
        reads.incrementAndGet();
        return database.get();
    }

    private static List<String> attributes(String secret) {
        return List.of("{\"mysql\": {\"root_password\": \"" + secret + "\"}}");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
