package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.json.Json;
import org.octane.nailgun.model.PluginAnswer;
import org.octane.nailgun.model.PluginQuestion;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.Refusal;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cluster 1 of Fuel 6.1 has plugin telemetry 1.2.0, which 2.0.0 is installed beside. */
class PluginsInAnotherReleaseTest {

    private static final String JUNO = "2014.2.2-6.1";
    private static final String KILO = "2015.1.0-7.0";

    private DataSource database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void installed() {
        database = NailgunDatabase.sample();
        NailgunSchema.migrate(database);
        jdbc = new JdbcTemplate(database);
        plugin(1, "telemetry", "1.2.0", JUNO, "{\"address\": {\"value\": \"\"}}");
        plugin(2, "telemetry", "2.0.0", KILO, "{\"collector\": {\"value\": \"\"}, \"interval\": {\"value\": 30}}");
        jdbc.update("insert into cluster_plugins (plugin_id, cluster_id) values (1, 1)");
        section("telemetry", 1, true, "\"address\": {\"value\": \"10.0.0.7\", \"type\": \"text\"}");
    }

    @Test
    void aPluginThatGivesNoAnswerIsNamedAndStopsThePreparation() {
        var before = NailgunDatabase.contents(database);
        var versions = versions(PluginSettings.NONE);
        assertThatThrownBy(() -> versions.prepare(1, 4, List.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errors()).containsExactly("telemetry 1.2.0"))
                .hasMessage(
                        "Plugins of cluster 1 are not made for release 4, and nothing says what becomes of their settings:"
                                + " telemetry 1.2.0.");
        assertThat(versions.incompatiblePlugins(1, 4)).containsExactly("telemetry 1.2.0");
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aPluginIsLeftOutIfItIsToldSo() {
        try (var server = new NailgunServer(database)) {
            var body = Map.of("pending_release_id", 4, "without_plugins", List.of("telemetry"));
            assertThat(server.put("/api/v1/clusters/1", Map.of("pending_release_id", 4))
                            .status())
                    .isEqualTo(409);
            assertThat(server.put(
                                    "/api/v1/clusters/1",
                                    Map.of("pending_release_id", 4, "without_plugins", List.of("x")))
                            .message())
                    .isEqualTo("Cluster 1 has no plugin 'x'.");
            assertThat(server.put("/api/v1/clusters/1", body).status()).isEqualTo(200);
        }
        assertThat(editable(4).has("telemetry")).isFalse();
        assertThat(editable(2).has("telemetry")).isTrue();
        var versions = versions(PluginSettings.NONE);
        assertThat(versions.incompatiblePlugins(1, 4)).isEmpty();
        versions.begin(1);
        versions.switchOver(1);
        assertThat(pluginIds()).isEmpty();
        versions.goBack(1);
        assertThat(pluginIds()).containsExactly(1);
        assertThat(versions.changed(1)).isEmpty();
    }

    @Test
    void anAnswerMovesItsSettingsToTheNewVersionOfThePlugin() {
        var asked = new ArrayList<PluginQuestion>();
        var versions = versions(question -> {
            asked.add(question);
            return Optional.of(new PluginAnswer(
                    "2.0.0", Json.object().set("collector", question.settings().get("address"))));
        });
        versions.prepare(1, 4, List.of());
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.plugin() + " " + question.version()).isEqualTo("telemetry 1.2.0");
            assertThat(question.from() + " " + question.to()).isEqualTo(JUNO + " " + KILO);
            assertThat(question.settings().toString()).isEqualTo("{\"address\":\"10.0.0.7\"}");
        });
        var section = editable(4).get("telemetry");
        assertThat(section.at("/collector/value").textValue()).isEqualTo("10.0.0.7");
        assertThat(section.at("/interval/value").intValue()).isEqualTo(30);
        assertThat(section.has("address")).isFalse();
        assertThat(section.at("/metadata/plugin_id").intValue()).isEqualTo(2);
        assertThat(section.at("/metadata/enabled").booleanValue()).isTrue();
        versions.begin(1);
        versions.switchOver(1);
        assertThat(pluginIds()).containsExactly(2);
        versions.goBack(1);
        assertThat(pluginIds()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "1.2.0", "unknown setting"})
    void anAnswerThatCanNotBeIsRefused(String what) {
        var setting = what.equals("unknown setting");
        var answer = new PluginAnswer(
                setting ? "2.0.0" : what, setting ? Json.object().put("surprise", 1) : Json.object());
        var versions = versions(question -> Optional.of(answer));
        assertThatThrownBy(() -> versions.prepare(1, 4, List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        switch (what) {
                            case "3.0.0" -> "Plugin telemetry 3.0.0 is not installed on this Fuel master.";
                            case "1.2.0" -> "Plugin telemetry 1.2.0 is not made for release 4.";
                            default -> "Plugin telemetry 2.0.0 has no setting 'surprise'.";
                        });
    }

    @Test
    void aPluginThatIsMadeForTheReleaseGoesAlongAsItIsAndOneThatIsOffIsNotAsked() {
        jdbc.update("update plugins set releases = ? where id = 1", releases(KILO));
        plugin(3, "idle", "1.0.0", JUNO, "{}");
        jdbc.update("insert into cluster_plugins (plugin_id, cluster_id) values (3, 1)");
        section("idle", 3, false, "\"a\": {\"value\": 1}");
        versions(question -> {
                    assertThat(question.plugin()).isEqualTo("telemetry");
                    return Optional.empty();
                })
                .prepare(1, 4, List.of());
        assertThat(editable(4).at("/telemetry/address/value").textValue()).isEqualTo("10.0.0.7");
        assertThat(editable(4).has("idle")).isFalse();
    }

    @Test
    void onAFuelOfEightThePluginsOwnRowHoldsItsSettings() {
        jdbc.execute("alter table cluster_plugins add column enabled boolean not null default false");
        jdbc.execute("alter table cluster_plugins add column attributes text");
        jdbc.update(
                "update cluster_plugins set enabled = true, attributes = '{\"address\": {\"value\": \"10.0.0.7\"}}'");
        jdbc.update("update attributes set editable = '{}'");
        var versions = versions(question -> Optional.of(new PluginAnswer(
                "2.0.0", Json.object().set("collector", question.settings().get("address")))));
        versions.prepare(1, 4, List.of());
        versions.begin(1);
        versions.switchOver(1);
        assertThat(jdbc.queryForMap("select plugin_id, enabled, attributes from cluster_plugins"))
                .containsEntry("plugin_id", 2)
                .containsEntry("enabled", true)
                .containsEntry("attributes", "{\"collector\":{\"value\":\"10.0.0.7\"},\"interval\":{\"value\":30}}");
        versions.goBack(1);
        assertThat(jdbc.queryForMap("select plugin_id, attributes from cluster_plugins"))
                .containsEntry("plugin_id", 1)
                .containsEntry("attributes", "{\"address\": {\"value\": \"10.0.0.7\"}}");
    }

    private VersionedSettings versions(PluginSettings plugins) {
        return new Nailgun(Database.of(database), Database.of(database), plugins).versions();
    }

    private JsonNode editable(int release) {
        return Json.read(jdbc.queryForObject(
                "select editable from octane_cluster_settings where release_id = ?", String.class, release));
    }

    private List<Integer> pluginIds() {
        return jdbc.queryForList("select plugin_id from cluster_plugins where cluster_id = 1", Integer.class);
    }

    private void plugin(int id, String name, String version, String release, String attributes) {
        jdbc.update(
                "insert into plugins (id, name, title, version, package_version, releases, attributes_metadata)"
                        + " values (?, ?, ?, ?, '3.0.0', ?, ?)",
                id,
                name,
                name,
                version,
                releases(release),
                attributes);
    }

    private static String releases(String version) {
        return "[{\"os\": \"ubuntu\", \"version\": \"%s\"}]".formatted(version);
    }

    private void section(String name, int plugin, boolean enabled, String settings) {
        var editable =
                Json.object(jdbc.queryForObject("select editable from attributes where cluster_id = 1", String.class));
        editable.set(
                name,
                Json.read("{\"metadata\": {\"plugin_id\": %d, \"enabled\": %b}, %s}"
                        .formatted(plugin, enabled, settings)));
        jdbc.update("update attributes set editable = ? where cluster_id = 1", editable.toString());
    }
}
