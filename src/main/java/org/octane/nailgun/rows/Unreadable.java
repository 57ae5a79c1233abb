package org.octane.nailgun.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.octane.failure.Code;
import org.octane.plan.Refusal;

/**
 * What of a row can't be read is left out of an answer and told in a field of its own, and all else is shown: who looks for one of 200
 * nodes, or for the broken one, sees it.
 */
public final class Unreadable {

    private static final String FIELD = "unreadable";

    private Unreadable() {}

    /** Sets a field of an answer to what a row says, or tells in the answer why it can't. */
    public static void set(ObjectNode shown, String field, Supplier<? extends JsonNode> value) {
        try {
            shown.set(field, value.get());
        } catch (Refusal e) {
            if (e.code() != Code.UNREADABLE_ROW) {
                throw e;
            }
            shown.withArray(FIELD).add(e.getMessage());
        }
    }
}
