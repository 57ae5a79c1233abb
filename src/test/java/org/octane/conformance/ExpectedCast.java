package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What Octane has to cast where the real Nailgun cast a message: that message, but for what is known to deviate. */
final class ExpectedCast {

    private final CastSituation situation;
    private final List<KnownCastDeviation> known;
    private final Set<KnownCastDeviation> deviations = new LinkedHashSet<>();

    ExpectedCast(OracleLine line, CastSituation situation) {
        this.situation = situation;
        this.known = Stream.concat(KnownCastDeviation.OF_SEEDS.stream(), KnownCastDeviation.TABLE.stream())
                .filter(deviation -> deviation.isAbout(line))
                .toList();
    }

    JsonNode of(JsonNode recorded) {
        return changed(recorded.path("method").asText(), recorded.deepCopy());
    }

    /** Those that changed anything of what was asked for. */
    Set<KnownCastDeviation> deviations() {
        return deviations;
    }

    private JsonNode changed(String path, JsonNode recorded) {
        var value = recorded;
        for (var deviation : known) {
            if (deviation.path().matcher(path).matches()) {
                var expected = deviation.expected().apply(value.deepCopy(), situation);
                if (!expected.equals(value)) {
                    deviations.add(deviation);
                    value = expected;
                }
            }
        }
        descend(path, value);
        return value;
    }

    private void descend(String path, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                put(object, field, changed(path + "/" + field.getKey(), field.getValue()));
            }
        } else if (value instanceof ArrayNode list) {
            var elements = new ArrayList<JsonNode>();
            for (int i = 0; i < list.size(); i++) {
                elements.add(changed(path + "/" + i, list.get(i)));
            }
            list.removeAll().addAll(elements);
        }
    }

    private static void put(ObjectNode object, Map.Entry<String, JsonNode> field, JsonNode value) {
        if (value.isMissingNode()) {
            object.remove(field.getKey());
        } else {
            object.set(field.getKey(), value);
        }
    }
}
