package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A strategy: stages in the order in which they run.
 *
 * @param file where it is defined
 * @param parts of one that works in place, else null
 */
public record PlanDefinition(
        String name, String file, String title, PlanKind kind, List<StageDefinition> stages, InPlaceParts parts) {

    private static final List<String> KEYS = Stream.concat(
                    Stream.of("plan", "title", "kind", "stages"), InPlaceParts.KEYS.stream())
            .toList();
    private static final List<String> KEYS_OF_STAGE = List.of("stage", "after");

    static PlanDefinition of(DefinitionFile file, Map<String, StageDefinition> known) {
        var fields = DefinitionFields.of(file.name(), file.tree(), KEYS);
        var name = DefinitionWords.name(file.name(), fields.text("plan"));
        var stages = new ArrayList<StageDefinition>();
        for (var item : fields.items("stages")) {
            stages.add(stage(file.name() + ": plan " + name, item, known));
        }
        if (stages.isEmpty()) {
            throw new InvalidDefinition(file.name(), "plan " + name + " has no stages");
        }
        var kind = fields.constant("kind", PlanKind.UPGRADE, PlanKind.class);
        var parts = kind == PlanKind.IN_PLACE
                ? InPlaceParts.of(
                        fields, stages.stream().map(StageDefinition::name).toList())
                : null;
        return new PlanDefinition(name, file.name(), fields.required("title"), kind, List.copyOf(stages), parts)
                .inOrder(file.name() + ": plan " + name);
    }

    /** A name, or a name with the stages that come before it in this plan. */
    private static StageDefinition stage(String where, JsonNode item, Map<String, StageDefinition> known) {
        var name = item.isTextual()
                ? item.asText()
                : DefinitionFields.of(where, item, KEYS_OF_STAGE).required("stage");
        var stage = known.get(name);
        if (stage == null) {
            throw new InvalidDefinition(where, "there is no stage '" + name + "'");
        }
        return item.has("after") ? stage.after(new DefinitionFields(where, item).texts("after")) : stage;
    }

    private PlanDefinition inOrder(String where) {
        var names = names();
        if (new HashSet<>(names).size() < names.size()) {
            throw new InvalidDefinition(where, "a stage is in it twice");
        }
        for (var stage : stages) {
            for (var before : stage.after()) {
                if (names.indexOf(before) > names.indexOf(stage.name())) {
                    throw new InvalidDefinition(
                            where, "stage " + stage.name() + " stands before " + before + ", which it comes after");
                }
            }
        }
        return this;
    }

    public List<String> names() {
        return stages.stream().map(StageDefinition::name).toList();
    }
}
