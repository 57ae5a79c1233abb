package org.octane.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.octane.json.Json;
import org.octane.nailgun.model.PluginAnswer;
import org.octane.nailgun.model.PluginQuestion;
import org.octane.nailgun.model.PluginSettings;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.Catalogue;

/**
 * Plugins answer by a route {@code plugin-settings-<name>} of an operator's, or by a file that says where settings go. A route gets
 * {@code plugin}, {@code version}, {@code from}, {@code to} and {@code settings} as a map, and answers with {@code version} and
 * {@code settings}, as a map or as JSON, or with nothing.
 */
record AskedPlugins(Catalogue catalogue, Supplier<ProducerTemplate> camel) implements PluginSettings {

    private static final String ROUTE = "plugin-settings-";

    @Override
    public Optional<PluginAnswer> ask(PluginQuestion question) {
        var template = camel.get();
        if (template != null && template.getCamelContext().getRoute(ROUTE + question.plugin()) != null) {
            return byRoute(template, question);
        }
        return catalogue.plugins().stream()
                .filter(plugin -> plugin.isAbout(question.plugin(), question.version(), question.to()))
                .findFirst()
                .map(plugin -> new PluginAnswer(
                        plugin.becomes() == null ? question.version() : plugin.becomes(),
                        plugin.settings(question.settings())));
    }

    private static Optional<PluginAnswer> byRoute(ProducerTemplate template, PluginQuestion question) {
        var body = Map.<String, Object>of(
                "plugin", question.plugin(),
                "version", question.version(),
                "from", question.from(),
                "to", question.to(),
                "settings", Json.value(question.settings()));
        try {
            var answer = object(template.requestBody("direct:" + ROUTE + question.plugin(), body));
            var settings = answer.path("settings");
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            if (settings.isMissingNode() || settings.isNull() || settings instanceof ObjectNode) {
                return Optional.of(new PluginAnswer(
                        answer.path("version").asText(question.version()),
                        settings instanceof ObjectNode given ? given : Json.object()));
            }
        } catch (CamelExecutionException | IllegalStateException e) {
            // It failed, or has answered no JSON. What it says may hold what was typed into the plugin's settings.
        }
        throw Refusal.conflict("The route %s%s did not say what becomes of the plugin's settings."
                .formatted(ROUTE, question.plugin()));
    }

    private static ObjectNode object(Object answer) {
        return answer instanceof Map<?, ?> ? Json.tree(answer) : Json.object(answer == null ? null : answer.toString());
    }
}
