package org.octane.nailgun.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The node groups of one cluster, by id. Which of them is the default one stands in its row; its name says nothing. */
record NodeGroups(int cluster, List<Group> all) {

    /** @param isDefault nodes that name no group are in it */
    record Group(int id, String name, boolean isDefault) {}

    static NodeGroups of(NamedParameterJdbcTemplate jdbc, int cluster) {
        var rows = jdbc.query(
                Sql.of("nailgun/network/nodegroups"),
                Map.of("cluster_id", cluster),
                (row, n) -> Json.read(row.getString(1)));
        var first = first(rows);
        return new NodeGroups(
                cluster,
                rows.stream()
                        .map(row -> new Group(
                                row.get("id").intValue(), row.get("name").textValue(), row == first))
                        .toList());
    }

    /** Before Fuel 8.0 no column tells the default group: it is the one of that name, or the oldest. */
    private static JsonNode first(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.path("is_default").booleanValue())
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.get("name").textValue().equals("default"))
                        .findFirst())
                .or(() -> rows.stream().findFirst())
                .orElse(null);
    }

    Map<String, Integer> byName() {
        var groups = new LinkedHashMap<String, Integer>();
        all.forEach(group -> groups.put(group.name(), group.id()));
        return groups;
    }

    /**
     * The group of this cluster that takes the place of another's.
     *
     * @param id null: the node is in no group
     */
    Optional<Integer> like(Integer id, NodeGroups others) {
        var theirs = others.all.stream()
                .filter(group -> id != null && group.id() == id)
                .findFirst();
        boolean isDefault = theirs.map(Group::isDefault).orElse(true);
        return all.stream()
                .filter(group -> isDefault
                        ? group.isDefault()
                        : group.name().equals(theirs.orElseThrow().name()))
                .findFirst()
                .map(Group::id);
    }

    /** @param id of this cluster's, null: the network is that of all clusters, as the other one has to be */
    boolean areAlike(JsonNode id, JsonNode other, NodeGroups others) {
        return id.isNull() || other.isNull()
                ? id.equals(other)
                : like(other.intValue(), others)
                        .filter(like -> like == id.intValue())
                        .isPresent();
    }
}
