package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.json.Json;

/** A row as JSON; columns of Nailgun that hold JSON as text become what they hold. */
final class RowsAsJson {

    private RowsAsJson() {}

    static JsonNode of(Map<String, Object> row) {
        var values = new LinkedHashMap<String, Object>();
        row.forEach((column, value) -> values.put(column, value(value)));
        return Json.tree(values);
    }

    private static Object value(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Array) {
            return ClusterRows.list(value);
        }
        var text = value.toString();
        // A name may begin so too.
        return text.startsWith("{") || text.startsWith("[") ? Json.readOrText(text) : text;
    }
}
