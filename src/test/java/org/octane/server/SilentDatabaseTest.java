package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.scenario.Wire;
import org.octane.server.settings.Account;
import org.octane.server.settings.DatabaseSettings;

/** A server that starts, and a database that gives no answer, or says no. */
class SilentDatabaseTest {

    private static final String DATABASE = TestPostgres.url(TestPostgres.octane());
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void oneThatIsCutOffIsWaitedFor() throws Exception {
        try (var wire = new Wire(DATABASE.substring("jdbc:".length()))) {
            wire.cut();

            var opened = CompletableFuture.supplyAsync(() -> open(throughPort(wire.port()), LONG));

            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> !opened.isDone());
            wire.mend();
            try (var databases = opened.get(LONG.toSeconds(), TimeUnit.SECONDS);
                    var connection = databases.octane().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void oneThatIsNotThereIsWaitedForNoLongerThanIsSaid() throws Exception {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }

        assertThatThrownBy(
                        () -> open(throughPort(nobody), Duration.ofSeconds(1)).close())
                .isInstanceOfSatisfying(StartFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo(Code.DATABASE_UNUSABLE))
                .hasMessageContaining(":" + nobody + "/");
    }

    @Test
    void oneThatSaysNoIsNotWaitedFor() {
        var begun = System.nanoTime();

        assertThatThrownBy(() ->
                        open(DATABASE.replaceFirst("/[^/]*$", "/nowhere"), LONG).close())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("\"nowhere\" does not exist");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
    }

    private static Databases open(String url, Duration patience) {
        var account = new Account(url, "postgres", "");
        return Databases.open(new DatabaseSettings(account, account, patience), 1);
    }

    private static String throughPort(int port) {
        return DATABASE.replaceFirst(":[0-9]+/", ":" + port + "/");
    }
}
