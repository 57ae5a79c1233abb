package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what a step is, and what is said anew where it is used again. */
final class StepReader {

    private static final Duration ESTIMATE = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 5;

    private static final List<String> CHANGEABLE = List.of(
            "title",
            "on",
            "mode",
            "beside",
            "role",
            "with",
            "uses",
            "until",
            "drains",
            "undo",
            "irreversible",
            "estimate",
            "timeout",
            "attempts");
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("step", "run", "job", "scripts"), CHANGEABLE.stream())
            .toList();
    private static final List<String> KEYS_OF_USE =
            Stream.concat(Stream.of("use"), CHANGEABLE.stream()).toList();

    private StepReader() {}

    /** @param folder of the stage's scripts */
    static StepDefinition definition(String file, String folder, JsonNode node) {
        var name = node.path("step").asText();
        var fields = DefinitionFields.of(file + ": step " + name, node, KEYS);
        var where = fields.where();
        DefinitionWords.name(where, name);
        var read = new StepDefinition(
                name,
                file,
                Run.of(where, fields.required("run"), folder, name),
                fields.flag("job"),
                fields.required("title"),
                DefinitionWords.constant(where, "on", fields.required("on"), StepTarget.class),
                fields.constant("mode", Mode.PARALLEL, Mode.class),
                fields.text("beside"),
                fields.text("role"),
                fields.map("with"),
                fields.map("uses"),
                fields.text("until"),
                fields.text("drains"),
                fields.text("undo"),
                fields.text("irreversible"),
                fields.duration("estimate", ESTIMATE),
                fields.duration("timeout", TIMEOUT),
                fields.number("attempts", ATTEMPTS),
                fields.texts("scripts"));
        return checked(where, read);
    }

    /** The step as it is defined but for what is said here. */
    static StepDefinition changed(StepDefinition step, String file, JsonNode node) {
        var fields = DefinitionFields.of(file + ": step " + step.name(), node, KEYS_OF_USE);
        boolean wayBack = fields.has("undo") || fields.has("irreversible");
        var read = new StepDefinition(
                step.name(),
                step.file(),
                step.run(),
                step.job(),
                fields.text("title", step.title()),
                fields.constant("on", step.on(), StepTarget.class),
                fields.constant("mode", step.mode(), Mode.class),
                // Of the place, not of the step.
                fields.text("beside"),
                fields.text("role", step.role()),
                both(step.with(), fields.map("with")),
                both(step.uses(), fields.map("uses")),
                fields.text("until", step.until()),
                fields.text("drains", step.drains()),
                wayBack ? fields.text("undo") : step.undo(),
                wayBack ? fields.text("irreversible") : step.irreversible(),
                fields.duration("estimate", step.estimate()),
                fields.duration("timeout", step.timeout()),
                fields.number("attempts", step.attempts()),
                step.scripts());
        return checked(fields.where(), read);
    }

    private static Map<String, String> both(Map<String, String> defined, Map<String, String> said) {
        var both = new LinkedHashMap<>(defined);
        both.putAll(said);
        return both;
    }

    private static StepDefinition checked(String where, StepDefinition step) {
        if ((step.undo() == null) == (step.irreversible() == null)) {
            throw new InvalidDefinition(
                    where, "it has to say either how it is taken back (undo) or why it can't be (irreversible)");
        }
        if (step.job() && !step.run().isScript()) {
            throw new InvalidDefinition(where, "only a script can be a remote job");
        }
        return step;
    }
}
