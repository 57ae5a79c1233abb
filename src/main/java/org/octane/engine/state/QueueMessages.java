package org.octane.engine.state;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.octane.json.Json;

/** Reads what {@link Outbox} sends. Whoever else may write to these queues may have written anything. */
public final class QueueMessages {

    /** Those that Nailgun has. */
    private static final Set<String> TOPICS = Set.of("discover", "done", "error", "warning", "release");

    /**
     * The step that can be claimed.
     *
     * @throws UnreadableMessage if there is no number of a step
     */
    public long step(Object body) {
        var text = text(body);
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new UnreadableMessage("the number of a step", length(text));
        }
    }

    /**
     * Topic, message, cluster, dead letter and cause of a notification.
     *
     * @throws UnreadableMessage if topic or message is missing, one of them is of another kind, or Nailgun could never have it
     */
    public Map<String, Object> notification(Object body) {
        var text = text(body);
        var found = new HashMap<String, Object>();
        Json.readOrText(text).properties().forEach(field -> found.put(field.getKey(), Json.value(field.getValue())));
        boolean right = found.get("topic") instanceof String topic
                && TOPICS.contains(topic)
                && found.get("message") instanceof String message
                && message.indexOf('\0') < 0
                && isAbsentOr(Integer.class, found.get("cluster_id"))
                && (found.get("dead_letter") == null || found.get("cluster_id") != null)
                && isAbsentOr(Number.class, found.get("dead_letter"))
                && isAbsentOr(String.class, found.get("cause"));
        if (!right) {
            throw new UnreadableMessage("a notification with topic and message", length(text));
        }
        return found;
    }

    private static boolean isAbsentOr(Class<?> kind, Object value) {
        return value == null || kind.isInstance(value);
    }

    private static String length(String text) {
        return text.length() + " characters of something else";
    }

    private static String text(Object body) {
        if (body instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (body instanceof String text) {
            return text;
        }
        throw new UnreadableMessage(
                "text", body == null ? "nothing" : body.getClass().getSimpleName());
    }
}
