package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.octane.json.Json;
import org.octane.nailgun.model.Version;
import org.octane.plan.Refusal;

/**
 * Generates the values that a release leaves open in the attributes of its clusters: objects that name a generator, and texts with
 * {@code {settings.MASTER_IP}} and the like.
 */
final class AttributeGenerators {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PASSWORD_LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Defaults of Nailgun's own settings; an original's value wins over them. */
    private static final Map<String, String> SETTINGS = Map.of(
            "DNS_UPSTREAM", "8.8.8.8, 8.8.4.4",
            "NTP_UPSTREAM", "0.fuel.pool.ntp.org, 1.fuel.pool.ntp.org, 2.fuel.pool.ntp.org");

    private final String master;
    private final Map<String, String> placeholders;

    /**
     * @param master address of the Fuel master
     * @param cluster id of the cluster whose attributes they will be
     */
    AttributeGenerators(String master, Version release, int cluster) {
        this.master = master;
        this.placeholders = Map.of(
                "{settings.MASTER_IP}", master,
                "{cluster.release.version}", release.toString(),
                "{cluster.release.environment_version}", release.fuel(),
                "{cluster.id}", Integer.toString(cluster));
    }

    /** A copy with everything filled in. */
    JsonNode fill(JsonNode template) {
        if (template instanceof ObjectNode object) {
            return object.path("generator").isTextual() ? generated(object) : filled(object);
        }
        if (template instanceof ArrayNode list) {
            var filled = Json.array();
            list.forEach(item -> filled.add(fill(item)));
            return filled;
        }
        return template.isTextual() ? Json.tree(text(template.textValue())) : template;
    }

    private ObjectNode filled(ObjectNode object) {
        var filled = Json.object();
        object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
        return filled;
    }

    private String text(String template) {
        var text = template;
        for (var placeholder : placeholders.entrySet()) {
            text = text.replace(placeholder.getKey(), placeholder.getValue());
        }
        return text;
    }

    private JsonNode generated(ObjectNode wanted) {
        var argument = wanted.path("generator_arg");
        return switch (wanted.get("generator").textValue()) {
            case "password" -> Json.tree(random(ALPHABET, argument.asInt(PASSWORD_LENGTH)));
            case "hexstring" -> Json.tree(random("0123456789abcdef", argument.asInt()));
            case "identical" -> fill(argument);
            case "ip" -> Json.tree(master);
            case "cephx_key" -> Json.tree(cephKey());
            case "uuid4" -> Json.tree(UUID.randomUUID().toString());
            case "from_settings" -> Json.tree(SETTINGS.getOrDefault(argument.asText(), ""));
            default ->
                throw Refusal.conflict("The release generates attributes in a way that Octane does not know: "
                        + wanted.get("generator"));
        };
    }

    /** As Ceph keeps keys: type 1, seconds, nanoseconds, length and 16 bytes, little-endian, in base 64. */
    private static String cephKey() {
        var secret = new byte[16];
        RANDOM.nextBytes(secret);
        var key = ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putInt((int) (System.currentTimeMillis() / 1000))
                .putInt(0)
                .putShort((short) secret.length)
                .put(secret);
        return Base64.getEncoder().encodeToString(key.array());
    }

    private static String random(String alphabet, int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
