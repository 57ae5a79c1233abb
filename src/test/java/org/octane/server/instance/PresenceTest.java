package org.octane.server.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.main.Main;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

class PresenceTest {

    private static final Duration SHORT = Duration.ofMillis(800);
    /** Nobody loses its row, however busy the machine is. */
    private static final Duration LONGER = Duration.ofSeconds(6);

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SCHEMA = 270;
    private static final String SHARED = "amqp://10.0.0.1:5672,amqp://10.0.0.2:5672";

    private static final CloudName NAMELESS = new CloudName("", "");

    private final Database octane = Database.of(TestPostgres.octane());
    private final JdbcTemplate sql = new JdbcTemplate(octane.source());
    private final List<Presence> all = new ArrayList<>();

    @AfterEach
    void end() {
        all.forEach(Presence::close);
        assertThat(names()).as("who has ended leaves nothing").isEmpty();
    }

    @Test
    void serversWithOneBrokerWorkSideBySide() throws Exception {
        server("one", SHARED, SHORT).join();
        server("two", "amqp://10.0.0.2:5672", SHORT).join();

        assertThat(names()).containsExactly("one", "two");
    }

    @Test
    void twoServersThatEachHaveABrokerOfTheirOwnAreRefusedNamingTheOther() throws Exception {
        server("0b1f4a52-8d9e-4c1c-9a57-6d3c1c0a7a11@rack-7:/var/lib/octane", null, SHORT)
                .join();

        refused(server("two", null, SHORT))
                .hasMessageContaining(
                        "The server rack-7:/var/lib/octane works on the same database, with a broker of its own")
                .hasMessageContaining("last seen at 20")
                .hasMessageContaining("octane.broker.url");
    }

    @Test
    void aBrokerOfOnesOwnAndOneForAllDoNotGoTogether() throws Exception {
        server("one", SHARED, SHORT).join();
        refused(server("two", null, SHORT)).hasMessageContaining("with the broker " + SHARED);
        all.remove(0).close();

        server("three", null, SHORT).join();
        refused(server("four", SHARED, SHORT));
    }

    @Test
    void aServerThatWasKilledHasItsRowBackAtOnceAndAnotherOneWhenItsLeaseIsOver() throws Exception {
        killed("one", LONG);
        server("one", null, LONG).join();
        all.remove(0).close();

        killed("one", SHORT);
        server("two", null, SHORT).join();
        assertThat(names()).containsExactly("two");
    }

    @Test
    void whoWasAwayForLongerThanItsLeaseSaysSoWhileAnotherIsInItsPlace() throws Exception {
        var one = server("one", null, SHORT);
        one.join();
        sql.update("DELETE FROM octane.instance");
        await().atMost(SOON).until(() -> names().equals(List.of("one")));

        sql.update("UPDATE octane.instance SET name = 'two', lease_until = now() + interval '1 hour'");
        await().atMost(SOON).until(() -> state(one) == State.DOWN);
        assertThat(one.fault())
                .contains("The server two works on the same database")
                .endsWith("or this one.");

        sql.update("DELETE FROM octane.instance");
        await().atMost(SOON).until(() -> state(one) == State.UP);
        assertThat(names()).containsExactly("one");
    }

    @Test
    void whoWasAwayWhileANewerReleaseTookOverIsToldThatItIsTooOld() throws Exception {
        var away = server(self("away", SHARED, SCHEMA), SHORT);
        away.join();
        newerReleaseTakesOver();

        await().atMost(SOON).until(() -> state(away) == State.DOWN);

        assertThat(away.fault())
                .contains("needs servers of schema 999 or newer; this one is of release 1.0, schema 270.")
                .contains("End this one, and start a newer one");
        server(self("newer", SHARED, 999), SHORT).join();
    }

    /** The row of who is away has run out by then; this one looks as if it had. */
    private void newerReleaseTakesOver() {
        sql.execute("UPDATE octane.instance SET lease_until = now() - interval '1 second';"
                + " SELECT octane.require_servers(999)");
    }

    @Test
    void allServersAreNamedWithTheirRelease() throws Exception {
        var here = server(self("here", SHARED, SCHEMA), SHORT);
        here.join();
        server(self("0b1f4a52-8d9e-4c1c-9a57-6d3c1c0a7a11@rack-7:/var/lib/octane", SHARED, 280), LONG)
                .join();
        sql.update(
                "INSERT INTO octane.instance (name, broker, since, seen_at, lease_until)"
                        + " VALUES ('silent', ?, now(), now(), now() - interval '1 minute')",
                SHARED);

        assertThat(here.servers())
                .startsWith("this server: release 1.0, schema 270; rack-7:/var/lib/octane (release 1.0, schema 280); ")
                .contains("silent (an older release; gone since 20");
        sql.update("DELETE FROM octane.instance WHERE name = 'silent'");
    }

    @Test
    void ofTwoThatStartAtOnceOneIsThere() throws Exception {
        for (int round = 0; round < 5; round++) {
            var starts = Stream.of("one", "two")
                    .map(name -> server(name, null, LONGER))
                    .map(presence -> CompletableFuture.supplyAsync(() -> joined(presence)))
                    .toList();
            assertThat(starts.stream().filter(CompletableFuture::join)).hasSize(1);
            all.forEach(Presence::close);
            all.clear();
        }
    }

    @Test
    void aServerOfAnotherCloudIsRefusedAlsoWhereNoneOfTheFirstRuns() throws Exception {
        server("one", "north", "").join();
        server("two", "north", "").join();
        otherCloud(server("three", "south", ""))
                .hasMessage(
                        "The database is that of the cloud north. This server is for the cloud south. Nothing was changed."
                                + " Set octane.clouds.south.database.url to another one. If it is the same cloud by another name,"
                                + " end all servers that have the other one, and set octane.clouds.south.cloud.formerly=north.");
        otherCloud(server("four", "", ""))
                .hasMessageContaining("This server is for a cloud without a name.")
                .hasMessageContaining(" Set octane.database.url to another one.");
        assertThat(names()).containsExactly("one", "two");

        all.forEach(Presence::close);
        otherCloud(server("three", "south", "east"));
    }

    @Test
    void aCloudWithoutANameIsOneToo() throws Exception {
        server("one", "", "").join();

        otherCloud(server("two", "north", ""))
                .hasMessageContaining("The database is that of a cloud without a name.")
                .hasMessageEndingWith("set octane.clouds.north.cloud.formerly=-.");
        all.forEach(Presence::close);
        server("two", "north", "-").join();
        otherCloud(server("one", "", ""));
    }

    @Test
    void aCloudIsRenamedOnceNoServerHasItByTheNameOfBefore() throws Exception {
        var one = server("one", "north", "");
        one.join();

        otherCloud(server("two", "south", "north"))
                .hasMessageContaining("The server one works on the same database")
                .hasMessageContaining("It has this cloud by the name of before.");
        assertThat(cloud()).isEqualTo("north");

        one.close();
        server("two", "south", "north").join();
        server("three", "south", "north").join();
        server("four", "south", "").join();
        assertThat(cloud()).isEqualTo("south");
        otherCloud(server("one", "north", ""));
    }

    @Test
    void whoWasAwayWhileItsCloudWasRenamedSaysSo() throws Exception {
        var away = server("away", "north", "");
        away.join();
        sql.update("UPDATE octane.cloud SET name = 'south'");

        await().atMost(SOON).until(() -> state(away) == State.DOWN);

        assertThat(away.fault())
                .isEqualTo(
                        "The database is that of the cloud south. This server is for the cloud north. End this one.");
    }

    @Test
    void serversOfAReleaseThatKnowsNoCloudsGoOnBesideOneThatDoes() throws Exception {
        sql.update(
                "INSERT INTO octane.instance (name, broker, since, seen_at, lease_until, release, schema_number, steps)"
                        + " VALUES ('older', ?, now(), now(), now() + interval '1 hour', '1.0', 270, '{known}')",
                SHARED);

        server("one", "north", "").join();

        assertThat(sql.update("UPDATE octane.instance SET seen_at = now(), lease_until = now() + interval '1 hour'"
                        + " WHERE name = 'older'"))
                .isOne();
        assertThat(names()).containsExactly("older", "one");
        sql.update("DELETE FROM octane.instance WHERE name = 'older'");
    }

    @Test
    void ofServersOfTwoCloudsThatStartAtOnceOneIsThere() throws Exception {
        for (int round = 0; round < 5; round++) {
            sql.update("DELETE FROM octane.cloud");
            var starts = Stream.of("north", "south")
                    .map(name -> server(name, name, ""))
                    .map(presence -> CompletableFuture.supplyAsync(() -> joined(presence)))
                    .toList();
            assertThat(starts.stream().filter(CompletableFuture::join)).hasSize(1);
            assertThat(names()).containsExactly(cloud());
            all.forEach(Presence::close);
            all.clear();
        }
    }

    private Presence server(String name, String cloud, String formerly) {
        var presence = new Presence(
                octane, Clock.systemUTC(), self(name, SHARED, SCHEMA), new CloudName(cloud, formerly), LONGER);
        all.add(presence);
        return presence;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> otherCloud(Presence presence) {
        return refused(presence, Code.OTHER_CLOUD);
    }

    private String cloud() {
        return sql.queryForObject("SELECT name FROM octane.cloud", String.class);
    }

    private static boolean joined(Presence presence) {
        try {
            presence.join();
            return true;
        } catch (StartFailure e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void killed(String name, Duration lease) {
        new Instances(octane, Clock.systemUTC(), self(name, null, SCHEMA), NAMELESS, lease).take();
    }

    private Presence server(String name, String broker, Duration lease) {
        return server(self(name, broker, SCHEMA), lease);
    }

    private static Self self(String name, String broker, int schema) {
        return new Self(name, broker, "1.0", schema, List.of("known"));
    }

    private Presence server(Self self, Duration lease) {
        var presence = new Presence(octane, Clock.systemUTC(), self, NAMELESS, lease);
        all.add(presence);
        return presence;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Presence presence) {
        return refused(presence, Code.TWO_BROKERS);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Presence presence, Code code) {
        var begun = Instant.now();
        var thrown = assertThatThrownBy(presence::join)
                .isInstanceOfSatisfying(StartFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo(code));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
        return thrown;
    }

    private List<String> names() {
        return sql.queryForList("SELECT name FROM octane.instance ORDER BY name", String.class);
    }

    private static State state(Presence presence) {
        var check = presence.health().get(0);
        var main = new Main();
        main.init();
        ((AbstractHealthCheck) check).setCamelContext(main.getCamelContext());
        return check.call().getState();
    }
}
