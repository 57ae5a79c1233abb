package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.metrics.EachFigure;
import org.octane.server.metrics.MetricNames;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;

/** A server on Nailgun's tables and an embedded broker, as programs that look after it see it. */
@TestMethodOrder(OrderAnnotation.class)
class ServerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static EmbeddedBroker astute;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/nailgun")
                .load()
                .migrate();
        Files.writeString(
                folder.resolve("application.properties"),
                "octane.http.port=0\noctane.database.user=postgres\noctane.nailgun.migrate=true\n"
                        + "camel.main.name=rack-seven\n");
        astute = EmbeddedBroker.start(folder.resolve("astute"), 0);
        var settings = Settings.load(
                folder,
                List.of(),
                Map.of(),
                new Properties(),
                Map.of(
                        "octane.database.url", postgres.getJdbcUrl("postgres", "postgres"),
                        "octane.astute.url", astute.url(),
                        "octane.astute.user", astute.user(),
                        "octane.astute.password", astute.password()));
        server = Server.start(
                ServerSettings.of(settings, "test"), CatalogueReader.read(folder.resolve("steps.d")), folder);
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
        astute.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void itIsHealthyAsLongAsItCanWork() throws Exception {
        var answer = get("/observe/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualToIgnoringWhitespace("{\"status\": \"UP\"}");
    }

    @Test
    @Order(1)
    void eachOfItsChecksIsShownAlsoWhileAllIsWell() throws Exception {
        assertThat(get("/observe/health/checks").body().replace(" ", ""))
                .contains(
                        "{\"check\":\"octane-database\",\"status\":\"UP\"",
                        "{\"check\":\"octane-steps\",\"status\":\"UP\"")
                .containsPattern(
                        "\"octane-instances\",\"status\":\"UP\",\"message\":\"thisserver:release[^\"]+,schema[0-9]+\"");
    }

    @Test
    @Order(1)
    void itsSecretsAreForItsUserAlone() throws IOException {
        for (var secret : List.of("token", "broker/password", "broker/commands.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @Order(1)
    void itCountsStepsDeadLettersAndWhatRoutesDo() throws Exception {
        await().untilAsserted(() -> {
            var answer = get("/observe/metrics");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain")
                    .contains("version=0.0.4");
            assertThat(answer.body())
                    .contains("octane_steps{status=\"running\"} 0.0", "octane_steps{status=\"dead\"} 0.0")
                    .contains("octane_dead_letters 0.0")
                    .containsPattern("(?m)^camel_exchanges_succeeded_total\\{.*routeId=\"due\".*} [1-9]");
        });
    }

    @Test
    @Order(1)
    void whatAlertsAndTheDashboardNameIsServed() throws Exception {
        EachFigure.in(postgres.getPostgresDatabase());
        await().untilAsserted(() -> {
            var served = get("/observe/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .map(line -> line.split(" ")[2])
                    .toList();
            assertThat(served).containsAll(MetricNames.used());
        });
    }

    @Test
    @Order(1)
    void aKeyOfCamelInTheConfigurationTakesEffect() throws Exception {
        await().untilAsserted(() -> assertThat(get("/observe/metrics").body()).contains("camelContext=\"rack-seven\""));
    }

    @Test
    @Order(1)
    void onlyWhatIsServedIsThereAndOnlyToRead() throws Exception {
        for (var path : List.of("/observe", "/observe/nothing", "/q/health", "/q/info")) {
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("There is no resource " + path + ".");
        }
        var post = send(request("/observe/health")
                .header("Content-Type", "application/json")
                .header("X-Auth-Token", token())
                .POST(BodyPublishers.ofString("{}")));
        assertThat(post.statusCode()).isEqualTo(405);
    }

    @Test
    @Order(1)
    void itsRoutesAreInHawtioAndNowhereElse() throws Exception {
        assertThat(get("/hawtio/").body()).contains("Hawtio");
        assertThat(hawtio("stop()").body()).contains("\"status\":200");
        assertThat(get("/observe/health").statusCode()).as("a route is stopped").isEqualTo(503);
        assertThat(hawtio("start()").body()).contains("\"status\":200");
        assertThat(get("/observe/health").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/audit").body()).contains("hawtio stop()", "name=\\\"checks\\\"");
        for (var path : List.of("/jolokia", "/observe/jolokia", "/q/jolokia", "/q/dev")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    @Order(2)
    void itIsDownWhileTheDatabaseIsAway() throws Exception {
        postgres.close();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var answer = get("/observe/health");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualToIgnoringWhitespace("{\"status\": \"DOWN\"}");
        });
    }

    private static HttpResponse<String> hawtio(String operation) throws IOException, InterruptedException {
        return send(request("/hawtio/jolokia/")
                .header("Content-Type", "application/json")
                .header("X-Auth-Token", token())
                .POST(BodyPublishers.ofString("{\"type\": \"exec\", \"operation\": \"" + operation
                        + "\", \"mbean\": \"org.apache.camel:context=rack-seven,name=\\\"checks\\\",type=routes\"}")));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("X-Auth-Token", token()).GET());
    }

    private static String token() throws IOException {
        return Files.readString(folder.resolve("token")).strip();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
