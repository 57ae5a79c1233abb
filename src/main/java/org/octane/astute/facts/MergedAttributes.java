package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/** A cluster's attributes as deployment wants them: generated and editable in one, values instead of form fields. */
public final class MergedAttributes {

    private MergedAttributes() {}

    public static ObjectNode merged(ClusterData cluster) {
        var all = (ObjectNode) cluster.generated().deepCopy();
        Json.merge(all, new ReleaseAttributes(cluster).serialize());
        Json.merge(all, cluster.editable());
        all.forEach(section -> {
            if (section instanceof ObjectNode fields) {
                fields.properties().forEach(MergedAttributes::toValue);
            }
        });
        if (all.remove("common") instanceof ObjectNode common) {
            all.setAll(common);
        }
        var components = all.remove("additional_components");
        if (components != null) {
            components.properties().forEach(component -> {
                if (component.getValue().isBoolean()) {
                    all.withObjectProperty(component.getKey()).set("enabled", component.getValue());
                }
            });
        }
        return all;
    }

    private static void toValue(Map.Entry<String, JsonNode> field) {
        if (field.getValue().has("value")) {
            field.setValue(field.getValue().get("value"));
        }
    }
}
