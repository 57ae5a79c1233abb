package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Notifications that somebody outside adds or has read. The caller gives the transaction. */
final class Notifications {

    private static final Map<String, String> SUBJECTS =
            Map.of("cluster_id", "clusters", "node_id", "nodes", "task_id", "tasks");

    private final NamedParameterJdbcTemplate jdbc;
    private final EnumTypes enums;

    Notifications(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.enums = new EnumTypes(jdbc);
    }

    /** @return id of the notification */
    int add(ObjectNode wanted) {
        var topic = wanted.path("topic").asText();
        if (!enums.values("notif_topic").contains(topic)) {
            throw Refusal.invalid("Notification topic is not found or invalid");
        }
        var parameters = new HashMap<String, Object>(Map.of("topic", topic));
        parameters.put("message", wanted.path("message").textValue());
        SUBJECTS.forEach((field, table) -> parameters.put(field, subject(wanted, field, table)));
        return jdbc.queryForObject(Sql.of("nailgun/admin/add-notification"), parameters, Integer.class);
    }

    /** @param wanted notifications with {@code id} and {@code status}, which is read or unread */
    void mark(List<ObjectNode> wanted) {
        for (var notification : wanted) {
            var id = notification.get("id").intValue();
            var status = notification.path("status").asText();
            if (!enums.values("notif_status").contains(status)) {
                throw Refusal.invalid("Bad status");
            }
            if (jdbc.update(Sql.of("nailgun/admin/mark-notification"), Map.of("id", id, "status", status)) == 0) {
                throw Refusal.notFound("Notification not found");
            }
        }
    }

    private Integer subject(ObjectNode wanted, String field, String table) {
        if (!wanted.hasNonNull(field)) {
            return null;
        }
        var id = wanted.get(field).intValue();
        var exists = "select exists (select 1 from %s where id = :id)".formatted(table);
        if (!jdbc.queryForObject(exists, Map.of("id", id), Boolean.class)) {
            var what =
                    table.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + table.substring(1, table.length() - 1);
            throw Refusal.notFound(what + " not found");
        }
        return id;
    }
}
