package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.json.Json;
import org.octane.nailgun.model.PluginAnswer;
import org.octane.nailgun.model.PluginQuestion;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.plan.catalogue.InvalidDefinition;

/** Plugins that answer by a file or a route beside the operator's own steps; the examples are those of the documentation. */
class AskedPluginsTest {

    @TempDir
    Path folder;

    private final Main main = new Main();

    @BeforeEach
    void empty() {
        main.configure().withRoutesIncludePattern("file:" + folder + "/*.camel.yaml");
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aFileSaysWhereSettingsGo() throws IOException {
        Files.writeString(folder.resolve("telemetry.yaml"), example("plugin: telemetry"));
        var asked = asked();
        var values = Json.object()
                .put("collector_address", "10.0.0.7")
                .put("legacy_agent", true)
                .put("level", 3);
        assertThat(asked.ask(question("telemetry", "1.2.0", values)))
                .contains(new PluginAnswer(
                        "2.0.0",
                        Json.object()
                                .put("collector", "10.0.0.7")
                                .put("level", 3)
                                .put("interval", 60)));
        assertThat(asked.ask(question("telemetry", "1.3.0", values))).isEmpty();
        assertThat(asked.ask(question("other", "1.2.0", values))).isEmpty();
    }

    @Test
    void aRouteSaysItInstead() throws IOException {
        Files.writeString(folder.resolve("telemetry.camel.yaml"), example("- route:"));
        Files.writeString(folder.resolve("telemetry.yaml"), "plugin: telemetry\nbecomes: 9.9.9\n");
        assertThat(asked().ask(question("telemetry", "1.2.0", Json.object().put("address", "10.0.0.7"))))
                .contains(new PluginAnswer("2.0.0", Json.object().put("collector", "http://10.0.0.7")));
    }

    @Test
    void aRouteThatFailsOrSaysNothingIsNoAnswer() throws IOException {
        route("broken", "- throwException: {exceptionType: java.lang.IllegalStateException, message: secret}");
        route("silent", "- setBody: {constant: ''}");
        route("babble", "- setBody: {constant: 'not json'}");
        var asked = asked();
        assertThat(asked.ask(question("silent", "1", Json.object()))).isEmpty();
        for (var name : List.of("broken", "babble")) {
            assertThatThrownBy(() -> asked.ask(question(name, "1", Json.object())))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("The route plugin-settings-" + name
                            + " did not say what becomes of the plugin's settings.");
        }
    }

    @Test
    void aFileThatCanNotBeUsedKeepsTheServerFromStarting() throws IOException {
        Files.writeString(folder.resolve("telemetry.yaml"), "plugin: telemetry\nrenames: {a: b}\n");
        assertThatThrownBy(() -> CatalogueReader.read(folder))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining(
                        "telemetry.yaml: the key 'renames' is unknown; known are plugin, version, release,");
    }

    private AskedPlugins asked() {
        main.start();
        return new AskedPlugins(CatalogueReader.read(folder), new CamelProducer(main));
    }

    private void route(String plugin, String step) throws IOException {
        Files.writeString(
                folder.resolve(plugin + ".camel.yaml"),
                """
                - route:
                    id: plugin-settings-%1$s
                    from:
                      uri: direct:plugin-settings-%1$s
                      steps:
                        %2$s
                """
                        .formatted(plugin, step));
    }

    private static PluginQuestion question(String plugin, String version, ObjectNode settings) {
        return new PluginQuestion(plugin, version, "2014.2.2-6.1", "2015.1.0-7.0", settings);
    }

    /** The block of docs/extending.md that begins with these words. */
    private static String example(String beginning) throws IOException {
        var block = Pattern.compile("(?s)```yaml\\n(" + Pattern.quote(beginning) + ".*?)```")
                .matcher(Files.readString(Path.of("docs/extending.md")));
        assertThat(block.find()).as(beginning).isTrue();
        return block.group(1);
    }
}
