package org.octane.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.octane.broker.StormyBroker;
import org.octane.scenario.Before;
import org.octane.scenario.CloudInPlace;
import org.octane.scenario.NothingHeld;
import org.octane.scenario.Serving;
import org.octane.scenario.UpdatedCloud;
import org.octane.scenario.UpgradedCloud;
import org.octane.scenario.WiredServer;
import org.octane.world.SmallestCloud;
import org.octane.world.TestWorld;
import org.octane.world.World;
import org.octane.world.WorldOptions;

/** One upgrade, in the weather of its seed. */
final class Storm {

    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final int OK = 200;
    private static final Duration SAID = Duration.ofSeconds(30);
    private static final double AT_ONCE = 1_000;
    /** The same times as an operator's, a few times shorter: what is waited for is tested, not that it takes long. */
    private static final Map<String, String> SHORT = Map.of(
            "OCTANE_ENGINE_LEASE", "2s",
            "OCTANE_ENGINE_RENEWAL", "500",
            "OCTANE_ENGINE_LOST_MESSAGE_AFTER", "1s",
            "OCTANE_ENGINE_FIRST_RETRY", "0.2s",
            "OCTANE_ASTUTE_RUNNING_WITHIN", "5s",
            "OCTANE_ASTUTE_ASK_AFTER", "2s");

    private final Weather weather;
    private final Path folder;
    private String told = "";

    Storm(Weather weather, Path folder) {
        this.weather = weather;
        this.folder = folder;
    }

    Weather weather() {
        return weather;
    }

    /** What struck, for people. */
    String drawn() {
        return weather + told;
    }

    /**
     * Upgrades, and looks at what became of it.
     *
     * @return how it ended
     */
    String rages() throws Exception {
        return rages((server, upgrade) -> {});
    }

    /** Who looks at it all before it is ended. */
    interface Look {
        void at(Serving server, long upgrade) throws Exception;
    }

    String rages(Look look) throws Exception {
        var data = Files.createDirectories(folder.resolve("data"));
        build(data);
        hasWorkedBefore(data.resolve("world"));
        try (var world = World.start(data, WorldOptions.speed(AT_ONCE));
                var broker = StormyBroker.start(Files.createDirectories(folder.resolve("broker")));
                var server = WiredServer.start(
                        world, weather.ownBroker() ? null : broker, folder.resolve("server"), settings())) {
            try {
                return over(server, broker, look);
            } finally {
                told = weather.messages() ? "; " + broker.told() : "";
            }
        }
    }

    /** What one server can't begin itself goes through the queue: with fewer workers that is more. */
    private Map<String, String> settings() {
        var settings = new HashMap<>(SHORT);
        settings.put("OCTANE_ENGINE_WORKERS", weather.messages() ? "2" : "16");
        return settings;
    }

    private void build(Path data) throws IOException {
        if (!isFour()) {
            TestWorld.built(data);
        } else if (weather.strategy().equals("in-place")) {
            (weather.osds() ? SmallestCloud.IN_PLACE_WITH_OSDS : SmallestCloud.IN_PLACE).copyTo(data);
        } else {
            (weather.osds() ? SmallestCloud.WITH_SPARE_AND_OSDS : SmallestCloud.WITH_SPARE).copyTo(data);
        }
    }

    /**
     * Astute's log reaches back for days, as where it has worked before. One that began with the world could not say of a task that it was
     * never taken, if the task was cast an hour ago by a clock that was set meanwhile.
     */
    private static void hasWorkedBefore(Path world) throws IOException {
        var logs = Files.createDirectories(world.resolve("nodes/master/root/var/log/docker-logs/astute"));
        var before = LocalDateTime.now().minusDays(3);
        var older = logs.resolve("astute.log.1");
        Files.writeString(older, LOG_TIME.format(before) + " info: [7] => Starting astute with 7 worker(s)\n");
        Files.setLastModifiedTime(
                older, FileTime.from(before.atZone(ZoneId.systemDefault()).toInstant()));
    }

    private boolean isFour() {
        return weather.kind() == Weather.Kind.FOUR;
    }

    private String over(WiredServer server, StormyBroker broker, Look look) throws Exception {
        var before = Before.of(server.cloud());
        var inPlace = CloudInPlace.of(server);
        var updated = UpdatedCloud.of(server);
        if (weather.strategy().equals("in-place")) {
            inPlace.prepare();
        }
        var roles = roles(server);
        var upgrade = server.api().startUpgrade(request());
        if (!weather.faults().isEmpty()) {
            server.faults().add(weather.faults());
        }
        if (weather.lasting() != null) {
            server.faults().add("fail@" + weather.lasting() + ":times=forever:says=\"" + weather.words() + "\"");
        }
        if (weather.messages()) {
            broker.storm(weather.seed());
        }
        for (var blow : weather.blows()) {
            strike(server, blow);
        }
        var ended = server.api().ended(upgrade, WHOLE);
        var outcome = ended.path("status").asText();
        calm(server);
        if (outcome.equals("failed")) {
            ended = retried(server, upgrade);
        }
        assertThat(ended.path("status").asText())
                .as(ended + "\n" + server.api().get("/dead-letters").body())
                .isEqualTo("succeeded");
        assertThat(outcome)
                .as("with " + weather.lasting() + " failing")
                .isEqualTo(weather.lasting() == null ? "succeeded" : "failed");
        switch (weather.strategy()) {
            case "side-by-side" -> {
                var cloud = new UpgradedCloud(before, server);
                if (isFour()) {
                    cloud.isWhole();
                } else {
                    cloud.isWhole(ended);
                }
                cloud.nothingWasDoneTwice();
            }
            case "in-place" -> {
                if (isFour()) {
                    inPlace.isWhole();
                } else {
                    inPlace.isWhole(ended);
                }
                inPlace.installedEachNodeOnce();
            }
            default -> {
                updated.allHave(UpdatedCloud.TARGET);
                updated.hasItsData();
                NothingHeld.in(server);
            }
        }
        assertThat(before.doneTwice(server.cloud())).isEmpty();
        assertThat(History.of(server.database().sql(), upgrade).wrong(weather.limits()))
                .isEmpty();
        assertThat(new InHand(server.cloud().tasks(), roles).wrong(weather.limits()))
                .isEmpty();
        // Who has just done something may be about to say so.
        var leftovers = new Leftovers(server.database().sql(), server.cloud());
        Awaitility.await().atMost(SAID).untilAsserted(() -> assertThat(leftovers.found())
                .isEmpty());
        look.at(server, upgrade);
        return outcome.equals("failed") ? "succeeded after a dead letter" : "succeeded";
    }

    private static Map<Integer, List<String>> roles(WiredServer server) {
        var roles = new TreeMap<Integer, List<String>>();
        server.database().sql().query("SELECT id, array_to_string(roles, ' ') FROM nodes", row -> {
            roles.put(row.getInt(1), List.of(row.getString(2).split(" ")));
        });
        return roles;
    }

    private String request() {
        var choice =
                switch (weather.strategy()) {
                    case "patch" -> ", \"release_id\": 5";
                    // With OSDs their nodes go one at a time anyway, and a limit of a role that no batch has is
                    // refused.
                    default ->
                        isFour() && weather.osds()
                                ? ""
                                : ", \"options\": {\"max_unavailable\": {\"compute\": "
                                        + weather.limits().get("compute") + "}}";
                };
        return "{\"original_cluster_id\": 1, \"strategy\": \"" + weather.strategy() + "\"" + choice + "}";
    }

    private static void strike(WiredServer server, Weather.Blow blow) throws IOException, InterruptedException {
        wait(blow.after());
        switch (blow.harm()) {
            case KILLED -> server.die();
            case CLOCK_AHEAD -> server.die(Duration.ofHours(1));
            case CLOCK_BACK -> server.die(Duration.ofHours(-1));
            case STANDS_STILL -> {
                server.freeze();
                wait(blow.lasts());
                server.thaw();
            }
            case CUT_FROM_DATABASE -> {
                server.cutFromDatabase();
                wait(blow.lasts());
                server.mend();
            }
            case CUT_FROM_BROKER -> {
                server.cutFromBroker();
                wait(blow.lasts());
                server.mend();
            }
        }
    }

    /** A dead letter names what was made to fail, and once that is gone, one retry goes on. */
    private JsonNode retried(WiredServer server, long upgrade) {
        var letters = server.api().get("/dead-letters?upgrade=" + upgrade);
        assertThat(letters.json()).as(letters.body()).isNotEmpty().allSatisfy(letter -> assertThat(letter.toString())
                .contains(weather.words()));
        for (var letter : letters.json()) {
            if (letter.path("status").asText().equals("open")) {
                var answer =
                        server.api().post("/dead-letters/" + letter.path("id").asLong() + "/retry", "{}");
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }
        return server.api().ended(upgrade, WHOLE);
    }

    /** Whatever still blew has ended, and who looks is answered. */
    private static void calm(WiredServer server) {
        server.faults().clear();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> server.database().sql().queryForObject("SELECT true", Boolean.class)
                        && server.api().get("/upgrades").status() == OK);
    }

    private static void wait(Duration time) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(time.plusMillis(1))
                .until(() -> true);
    }
}
