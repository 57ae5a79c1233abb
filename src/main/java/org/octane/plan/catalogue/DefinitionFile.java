package org.octane.plan.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * A YAML file that defines a stage or a plan.
 *
 * @param name as a sentence about it names it
 * @param own an operator wrote it: its scripts are beside it
 */
record DefinitionFile(String name, boolean own, JsonNode tree) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static DefinitionFile read(String name, boolean own, InputStream in) throws IOException {
        try {
            var file = new DefinitionFile(name, own, YAML.readTree(in));
            if (file.defines("stage") == file.defines("plan")) {
                throw new InvalidDefinition(name, "it has to define either a stage or a plan");
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

    /** @param what stage or plan */
    boolean defines(String what) {
        return tree.has(what);
    }
}
