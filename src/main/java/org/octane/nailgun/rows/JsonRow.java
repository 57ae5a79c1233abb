package org.octane.nailgun.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.json.NotJson;
import org.octane.plan.Refusal;

/**
 * A row of Nailgun's, of which columns of text hold JSON. Nothing in its database keeps other text out of them: what is no JSON, or of
 * another kind, is told with table, row and column, and nothing stands in for it, since an empty document would lose what was there.
 * Of what is there its kind and length are told and no word, since it may be a password.
 *
 * @param key column that tells the row
 * @param id its value
 * @param text of a column; null: it has none
 */
public record JsonRow(String table, String key, Object id, UnaryOperator<String> text) {

    private static final String ID = "id";
    private static final String LIST = "a list";
    private static final String OBJECT = "an object";

    /** @param row of the whole table as JSON, with its id */
    public static JsonRow of(String table, JsonNode row) {
        return of(table, ID, row);
    }

    /** @param key column that tells the row, which is there */
    public static JsonRow of(String table, String key, JsonNode row) {
        return new JsonRow(
                table, key, row.path(key).asText(), column -> row.path(column).textValue());
    }

    /** @param row as JDBC read it, with its id */
    public static JsonRow of(String table, Map<String, Object> row) {
        return of(table, ID, row);
    }

    /** @param key column that tells the row, which is there */
    public static JsonRow of(String table, String key, Map<String, Object> row) {
        return new JsonRow(table, key, row.get(key), column -> Optional.ofNullable(row.get(column))
                .map(Object::toString)
                .orElse(null));
    }

    /** One column of a row. */
    public static JsonRow of(String table, String key, Object id, String text) {
        return new JsonRow(table, key, id, column -> text);
    }

    /**
     * What the column says, of whatever kind; JSON's null for no text.
     *
     * @throws Refusal 409 if it is no JSON
     */
    public JsonNode json(String column) {
        return json(column, "JSON");
    }

    /**
     * An object; an empty one for no text, for null and for an empty list.
     *
     * @throws Refusal 409 if it is something else
     */
    public ObjectNode object(String column) {
        var json = objectOrNull(column);
        return json instanceof ObjectNode object ? object : Json.object();
    }

    /**
     * An object.
     *
     * @throws Refusal 409 if it is something else, or nothing
     */
    public ObjectNode needed(String column) {
        var json = objectOrNull(column);
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw holds(column, json.isNull() ? "nothing" : kind(json), OBJECT);
    }

    /** As {@link #object}, with JSON's null for no text, and nothing as it is written. */
    public JsonNode objectOrNull(String column) {
        return ofKind(column, OBJECT);
    }

    /**
     * A list; an empty one for no text, for null and for an empty object.
     *
     * @throws Refusal 409 if it is something else
     */
    public ArrayNode list(String column) {
        return Json.array(listOrNull(column));
    }

    /** As {@link #list}, with JSON's null for no text, and nothing as it is written. */
    public JsonNode listOrNull(String column) {
        return ofKind(column, LIST);
    }

    /**
     * Why the row can't be used.
     *
     * @param found what the column holds, no word of it if that may be a secret
     * @param wanted what belongs there
     */
    public Refusal holds(String column, String found, String wanted) {
        return Refusal.conflict(
                        "Column %s of table %s, %s = %s, holds %s where %s belongs. Correct it in Nailgun's database."
                                .formatted(column, table, key, id, found, wanted))
                .as(Code.UNREADABLE_ROW);
    }

    private JsonNode ofKind(String column, String wanted) {
        var json = json(column, wanted);
        var fits = wanted.equals(LIST) ? json.isArray() : json.isObject();
        // for nothing one release of Nailgun writes an empty list, another an empty object
        var nothing = json.isNull() || json.isContainerNode() && json.isEmpty();
        if (!fits && !nothing) {
            throw holds(column, kind(json), wanted);
        }
        return json;
    }

    private JsonNode json(String column, String wanted) {
        var found = text.apply(column);
        if (found == null) {
            return Json.object().nullNode();
        }
        try {
            return Json.whole(found);
        } catch (NotJson e) {
            throw holds(
                    column,
                    found.isBlank()
                            ? "no word"
                            : found.length() + " characters that are no JSON (" + e.getMessage() + ")",
                    wanted);
        }
    }

    private static String kind(JsonNode json) {
        if (json.isArray()) {
            return LIST;
        }
        return json.isObject() ? OBJECT : json.isTextual() ? "a text" : json.isNumber() ? "a number" : "yes or no";
    }
}
