package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a stage; its steps are defined in it, or named where they are used again. */
final class StageReader {

    private static final List<String> KEYS = List.of(
            "stage",
            "title",
            "command",
            "arguments",
            "after",
            "serves",
            "makes-seed",
            "back-to",
            "final",
            "checks",
            "enables",
            "cures",
            "reverts",
            "steps");
    private static final List<String> KEYS_OF_BATCHES = List.of("batches", "steps");

    private final DefinitionFile file;
    private final String name;
    private final DefinitionFields fields;

    StageReader(DefinitionFile file) {
        this.file = file;
        this.fields = DefinitionFields.of(file.name(), file.tree(), KEYS);
        this.name = DefinitionWords.name(file.name(), fields.text("stage"));
        if (file.own() && (fields.has("command") || fields.has("arguments"))) {
            throw new InvalidDefinition(
                    file.name(),
                    "only stages of the program have a command of their own; run this one with 'octane upgrade --env ID --stages NAME'");
        }
        if (fields.items("steps").isEmpty()) {
            throw new InvalidDefinition(file.name(), "stage " + name + " has no steps");
        }
    }

    void definitions(Consumer<StepDefinition> found) {
        definitions(fields.items("steps"), found);
    }

    private void definitions(List<JsonNode> items, Consumer<StepDefinition> found) {
        for (var item : items) {
            if (item.has("batches")) {
                definitions(batches(item).items("steps"), found);
            } else if (item.has("step")) {
                found.accept(StepReader.definition(file.name(), file.own() ? Run.OWN_SCRIPTS : name, item));
            }
        }
    }

    /** @param steps all that are defined anywhere, by name */
    StageDefinition stage(Map<String, StepDefinition> steps) {
        var items = fields.items("steps").stream()
                .flatMap(item -> stageItems(item, steps))
                .toList();
        standBesideTheOneBefore(items);
        var arguments = fields.texts("arguments").stream()
                .map(word -> DefinitionWords.constant(file.name(), "arguments", word, Argument.class))
                .toList();
        return new StageDefinition(
                name,
                file.name(),
                fields.required("title"),
                fields.text("command"),
                arguments,
                fields.texts("after"),
                fields.constant("serves", null, ServingSide.class),
                fields.flag("makes-seed"),
                fields.text("back-to"),
                fields.text("final"),
                fields.items("checks").stream()
                        .map(check -> StageCheck.of(file.name(), check))
                        .toList(),
                fields.texts("enables"),
                fields.texts("cures"),
                fields.texts("reverts"),
                items);
    }

    private void standBesideTheOneBefore(List<StageItem> items) {
        String first = null;
        for (var item : items) {
            var step = item.step();
            var beside = step == null ? null : step.beside();
            if (beside == null) {
                first = step == null || step.serial() ? null : step.name();
            } else if (!beside.equals(first) || step.serial()) {
                throw new InvalidDefinition(
                        file.name() + ": step " + step.name(),
                        "it can't run beside " + beside
                                + ": only steps that follow each other can, and on all of their nodes at once");
            } else if (step.uses().values().stream().anyMatch(result -> result.startsWith(beside + "."))) {
                throw new InvalidDefinition(
                        file.name() + ": step " + step.name(),
                        "it uses a result of " + beside + ", beside which it runs");
            }
        }
    }

    private Stream<StageItem> stageItems(JsonNode item, Map<String, StepDefinition> steps) {
        if (!item.has("batches")) {
            return Stream.of(StageItem.of(placed(step(item, steps), false)));
        }
        var fields = batches(item);
        var within = new ArrayList<StepDefinition>();
        fields.items("steps").forEach(step -> within.add(placed(step(step, steps), true)));
        return Batches.of(file.name(), item.get("batches")).stream()
                .map(together -> new StageItem(null, together, List.copyOf(within)));
    }

    private DefinitionFields batches(JsonNode item) {
        return DefinitionFields.of(file.name() + ": batches", item, KEYS_OF_BATCHES);
    }

    private StepDefinition step(JsonNode item, Map<String, StepDefinition> steps) {
        var word = item.isTextual() ? item : item.path(item.has("step") ? "step" : "use");
        var step = steps.get(word.asText());
        if (word.isMissingNode() || step == null) {
            throw new InvalidDefinition(
                    file.name(), "there is no step '" + (word.isMissingNode() ? item : word.asText()) + "'");
        }
        if (item.has("use")) {
            return StepReader.changed(step, file.name(), item);
        }
        return item.isTextual() ? step.elsewhere() : step;
    }

    private StepDefinition placed(StepDefinition step, boolean inBatches) {
        if (inBatches && step.beside() != null) {
            throw new InvalidDefinition(
                    file.name() + ": step " + step.name(), "within batches no step runs beside another");
        }
        if (!inBatches && step.on().ofBatch()) {
            throw new InvalidDefinition(
                    file.name() + ": step " + step.name(), "only within batches a step is on a batch or its nodes");
        }
        return step;
    }
}
