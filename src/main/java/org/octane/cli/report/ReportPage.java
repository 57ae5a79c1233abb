package org.octane.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.octane.cli.client.Json;
import org.octane.cli.client.Outages;
import org.octane.cli.render.BatchText;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.OutageText;
import org.octane.cli.render.StateText;
import org.octane.security.Visible;

/** Makes the page of the server's report; every value is escaped by the template. */
public final class ReportPage {

    private static final String TEMPLATE = "/cli/report.mustache";
    private static final String IGNORED = " ignored the pre-flight check ";
    private static final String ENGINE = "engine";
    private static final String NONE = "–";

    private ReportPage() {}

    public static String html(JsonNode report) {
        try (var template =
                new InputStreamReader(ReportPage.class.getResourceAsStream(TEMPLATE), StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .defaultValue("")
                    .withFormatter(value -> Visible.lines(value.toString()))
                    .compile(template)
                    .execute(model(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> model(JsonNode report) {
        JsonNode upgrade = report.path("upgrade");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "Upgrade " + Json.text(upgrade, "id") + " of " + Json.text(upgrade, "name"));
        model.put("status", StateText.of(upgrade));
        model.put("succeeded", Json.text(upgrade, "status").equals("succeeded"));
        model.put("message", Json.text(upgrade, "message"));
        model.put("facts", facts(report, upgrade));
        model.put("proofs", Json.texts(upgrade.path("proof")));
        model.put(
                "chart",
                Chart.of(
                                report,
                                Optional.ofNullable(DurationText.instant(Json.text(report, "generated_at")))
                                        .orElseThrow())
                        .model(report));
        model.put("outages", outages(report.path("outages")));
        model.put("stages", PlanRows.of(report));
        model.put("ignored", events(report, event -> Json.text(event, "message").contains(IGNORED)));
        model.put("acts", events(report, event -> !Json.text(event, "actor").equals(ENGINE)));
        model.put("history", events(report, event -> Json.text(event, "actor").equals(ENGINE)));
        model.put("audit", rows(report.path("audit")));
        model.put("letters", letters(report.path("dead_letters")));
        model.put("scripts", rows(report.path("scripts")));
        model.put(
                "any",
                Map.of(
                        "outages", !report.path("outages").isEmpty(),
                        "acts", !((List<?>) model.get("acts")).isEmpty(),
                        "audit", !report.path("audit").isEmpty(),
                        "scripts", !report.path("scripts").isEmpty()));
        model.put("generated", Clock.day(Json.text(report, "generated_at")));
        return model;
    }

    private static List<Map<String, Object>> facts(JsonNode report, JsonNode upgrade) {
        List<Map<String, Object>> facts = new ArrayList<>();
        JsonNode versions = report.path("versions");
        fact(facts, "From", Json.text(versions, "before"));
        fact(facts, "To", Json.text(versions, "after"));
        fact(facts, "Strategy", Json.text(upgrade, "strategy"));
        fact(facts, "Cluster", Json.text(upgrade, "original_cluster_id"));
        fact(facts, "Seed", Json.text(upgrade, "seed_cluster_id"));
        fact(facts, "Started by", Json.text(upgrade, "actor"));
        fact(facts, "Started", Clock.day(Json.text(upgrade, "started_at")));
        fact(facts, "Ended", Clock.day(Json.text(upgrade, "finished_at")));
        fact(facts, "Took", DurationText.between(Json.text(upgrade, "started_at"), Json.text(upgrade, "finished_at")));
        upgrade.path("batches")
                .forEach(role -> fact(
                        facts,
                        "Batches of " + Json.text(role, "role"),
                        Json.text(role, "batches") + " (" + Json.text(role, "stage") + "), " + BatchText.limit(role)
                                + BatchText.aside(role)));
        JsonNode noReturn = upgrade.path("point_of_no_return");
        if (noReturn.isObject()) {
            fact(
                    facts,
                    "Point of no return",
                    Clock.day(Json.text(noReturn, "at")) + ", " + Json.text(noReturn, "stage") + " "
                            + Json.text(noReturn, "name") + ": " + Json.text(noReturn, "why"));
        }
        fact(
                facts,
                "Octane",
                Json.text(versions, "octane").isEmpty() ? "built from sources" : Json.text(versions, "octane"));
        return facts;
    }

    private static void fact(List<Map<String, Object>> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(Map.of("name", name, "value", value));
        }
    }

    private static List<Map<String, Object>> outages(JsonNode targets) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode target : targets) {
            List<Map<String, Object>> stages = new ArrayList<>();
            target.path("by_stage")
                    .forEach(stage -> stages.add(Map.of(
                            "stage", Json.text(stage, "stage"),
                            "total", millis(stage, "total_ms"),
                            "longest", millis(stage, "longest_ms"))));
            Map<String, Object> row = texts(target);
            Outages.Target measured = Outages.Target.of(target);
            row.put("longest", measured.wasSeen() ? OutageText.length(measured, measured.longest()) : NONE);
            row.put("total", measured.wasSeen() ? OutageText.length(measured, measured.total()) : NONE);
            row.put("unknown", millis(target, "unknown_ms"));
            row.put("unseen", !measured.wasSeen());
            row.put("down", measured.isDown());
            row.put("stages", stages);
            rows.add(row);
        }
        return rows;
    }

    private static String millis(JsonNode node, String member) {
        return DurationText.of(Duration.ofMillis(node.path(member).asLong()));
    }

    private static List<Map<String, Object>> letters(JsonNode letters) {
        List<Map<String, Object>> rows = rows(letters);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).put("nodes", String.join(", ", Json.texts(letters.get(i).path("node_names"))));
            rows.get(i).put("created", Clock.day(Json.text(letters.get(i), "created_at")));
            rows.get(i).put("closed", Clock.day(Json.text(letters.get(i), "closed_at")));
            rows.get(i).put("cured", Clock.day(Json.text(letters.get(i), "cured_at")));
            rows.get(i).put("isCured", letters.get(i).hasNonNull("cured_at"));
            rows.get(i).put("isClosed", letters.get(i).hasNonNull("closed_at"));
        }
        return rows;
    }

    private static List<Map<String, Object>> events(JsonNode report, Predicate<JsonNode> wanted) {
        List<Map<String, Object>> rows = new ArrayList<>();
        report.path("events").forEach(event -> {
            if (wanted.test(event)) {
                rows.add(texts(event));
            }
        });
        return rows;
    }

    private static List<Map<String, Object>> rows(JsonNode array) {
        List<Map<String, Object>> rows = new ArrayList<>();
        array.forEach(item -> rows.add(texts(item)));
        return rows;
    }

    /** The members of an object as texts; what begins at a time says so in UTC. */
    private static Map<String, Object> texts(JsonNode node) {
        Map<String, Object> texts = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(member -> texts.put(member, Json.text(node, member)));
        texts.computeIfPresent("at", (name, at) -> Clock.day(at.toString()));
        texts.computeIfPresent("first_at", (name, at) -> Clock.day(at.toString()));
        return texts;
    }
}
