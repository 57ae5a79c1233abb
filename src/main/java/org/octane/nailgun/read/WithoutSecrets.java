package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** What an operator put in the place of facts holds the cloud's passwords and keys; answers don't. */
final class WithoutSecrets {

    private static final Pattern SECRET = Pattern.compile("(?i).*(pass|secret|token|key|salt|cert|credential).*");
    private static final String HIDDEN = "******";

    private WithoutSecrets() {}

    /** @param document is changed */
    static <T extends JsonNode> T of(T document) {
        if (document instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (SECRET.matcher(field.getKey()).matches()
                        && !field.getValue().isObject()) {
                    field.setValue(TextNode.valueOf(HIDDEN));
                } else {
                    of(field.getValue());
                }
            });
        } else if (document instanceof ArrayNode list) {
            list.forEach(WithoutSecrets::of);
        }
        return document;
    }
}
