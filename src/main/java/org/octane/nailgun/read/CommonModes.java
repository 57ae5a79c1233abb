package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;

/** What a bond can do is what each of its interfaces can: DPDK, and modes of offloading, which have modes below them. */
final class CommonModes {

    private CommonModes() {}

    /** @param slaves rows of its interfaces, as Fuel 9.1 and later have them */
    static ObjectNode of(JsonNode slaves) {
        var metas = new ArrayList<ObjectNode>();
        slaves.forEach(slave -> metas.add(InterfaceAnswer.meta(slave)));
        var meta = Json.object();
        meta.putObject("dpdk").put("available", metas.stream().allMatch(m -> m.at("/dpdk/available")
                .asBoolean()));
        meta.putObject("offloading").set("modes", common(metas));
        return meta;
    }

    private static ArrayNode common(List<ObjectNode> metas) {
        if (metas.isEmpty()) {
            return Json.array();
        }
        var common = flat(metas.get(0).path("offloading_modes"));
        for (var meta : metas.subList(1, metas.size())) {
            var other = flat(meta.path("offloading_modes"));
            common.keySet().retainAll(other.keySet());
            common.replaceAll((name, state) -> both(state, other.get(name)));
        }
        return within(metas.get(0).path("offloading_modes"), common);
    }

    /** Unknown with anything is unknown. */
    private static JsonNode both(JsonNode one, JsonNode other) {
        return one.isNull() || other.isNull()
                ? Json.read(null)
                : Json.<JsonNode>tree(one.asBoolean() && other.asBoolean());
    }

    private static Map<String, JsonNode> flat(JsonNode modes) {
        var flat = new HashMap<String, JsonNode>();
        modes.forEach(mode -> {
            flat.put(mode.path("name").asText(), mode.path("state"));
            flat.putAll(flat(mode.path("sub")));
        });
        return flat;
    }

    private static ArrayNode within(JsonNode modes, Map<String, JsonNode> common) {
        var kept = Json.array();
        for (var mode : modes) {
            var state = common.get(mode.path("name").asText());
            if (state != null && mode.deepCopy() instanceof ObjectNode copy) {
                copy.set("state", state);
                copy.set("sub", within(mode.path("sub"), common));
                kept.add(copy);
            }
        }
        return kept;
    }
}
