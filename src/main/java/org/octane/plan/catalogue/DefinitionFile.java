package org.octane.plan.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A YAML file that defines a stage, a plan, or how the settings of a plugin of Fuel go to another release.
 *
 * @param name as a sentence about it names it
 * @param own an operator wrote it: its scripts are beside it
 */
record DefinitionFile(String name, boolean own, JsonNode tree) {

    private static final List<String> WHAT = List.of("stage", "plan", "plugin");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static DefinitionFile read(String name, boolean own, InputStream in) throws IOException {
        try {
            var file = new DefinitionFile(name, own, YAML.readTree(in));
            if (WHAT.stream().filter(file::defines).count() != 1) {
                throw new InvalidDefinition(name, "it has to define either a stage or a plan or a plugin");
            }
            return file;
        } catch (JsonProcessingException e) {
            var line =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new InvalidDefinition(
                    name,
                    "it is no proper YAML" + line + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** @param what stage, plan or plugin */
    boolean defines(String what) {
        return tree.has(what);
    }
}
