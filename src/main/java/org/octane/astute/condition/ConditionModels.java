package org.octane.astute.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.TreeSet;

/**
 * What conditions are asked about.
 *
 * @param models by the name before the colon of a path, such as {@code settings}
 */
public record ConditionModels(Map<String, JsonNode> models) {

    /**
     * @param path such as {@code settings:storage.volumes_ceph.value}; with a question mark at its end null stands for what is not
     *     there
     * @throws ConditionException there is no such value
     */
    JsonNode value(String path) {
        var lenient = path.endsWith("?");
        var plain = lenient ? path.substring(0, path.length() - 1) : path;
        var colon = plain.indexOf(':');
        var value = models.get(plain.substring(0, colon));
        if (value == null) {
            throw new ConditionException("%s names '%s', and only %s are known"
                    .formatted(path, plain.substring(0, colon), new TreeSet<>(models.keySet())));
        }
        for (var part : plain.substring(colon + 1).split("\\.")) {
            value = value.path(part);
        }
        if (value.isMissingNode()) {
            if (lenient) {
                return NullNode.instance;
            }
            throw new ConditionException(path + " is not known");
        }
        return value;
    }
}
