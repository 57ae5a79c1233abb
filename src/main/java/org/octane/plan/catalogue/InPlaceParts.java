package org.octane.plan.catalogue;

import java.util.List;

/**
 * Into which parts a strategy in place falls, each known by a stage.
 *
 * @param begins the stage with which the cluster is in upgrade
 * @param controllers the last stage that concerns controllers
 * @param nodes the first one that concerns nodes of other roles
 */
public record InPlaceParts(String begins, String controllers, String nodes) {

    static final List<String> KEYS = List.of("begins", "controllers", "nodes");

    static InPlaceParts of(DefinitionFields fields, List<String> stages) {
        KEYS.forEach(key -> {
            if (!stages.contains(fields.required(key))) {
                throw new InvalidDefinition(
                        fields.where(), "'" + key + ": " + fields.text(key) + "' is none of the plan's stages");
            }
        });
        return new InPlaceParts(fields.text("begins"), fields.text("controllers"), fields.text("nodes"));
    }
}
