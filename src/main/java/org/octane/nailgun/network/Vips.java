package org.octane.nailgun.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Vip;
import org.octane.nailgun.release.Transformations;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The virtual addresses of clusters. Their name has another column in each of 7.0 and 9.2. */
public final class Vips {

    private static final Map<String, String> NAMESPACES = Map.of(
            "vrouter",
            "vrouter",
            "vrouter_pub",
            "vrouter",
            "public",
            "haproxy",
            "management",
            "haproxy",
            "haproxy",
            "haproxy");

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final Networks networks;

    public Vips(NamedParameterJdbcTemplate jdbc, Rows rows, Networks networks) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.networks = networks;
    }

    public List<Vip> of(int cluster) {
        return rows(cluster).stream()
                .map(Vips::vip)
                .filter(vip -> vip.name() != null)
                .toList();
    }

    /** Gives the seed those of the original's virtual addresses that it doesn't have yet. */
    public void copy(Relation relation, Transformations transformations) {
        var mapping = networks.mapping(relation.original(), relation.seed());
        var present = of(relation.seed());
        for (var vip : of(relation.original())) {
            var name = transformations.vip(vip.networkName(), vip.name());
            var network = mapping.get(vip.network());
            if (name != null
                    && network != null
                    && present.stream().noneMatch(other -> other.network() == network && name.equals(other.name()))) {
                rows.copy("ip_addrs", vip.id(), changed(network, name, vip.namespace()));
            }
        }
    }

    /** Rows of a cluster's virtual addresses, by id. */
    public List<ObjectNode> rows(int cluster) {
        return jdbc.query(
                Sql.of("nailgun/network/vips"),
                Map.of("cluster_id", cluster),
                (row, n) -> Json.object(row.getString(1)));
    }

    /** Rows of a cluster's virtual addresses with their names in another version; one without such a name keeps its own. */
    public List<ObjectNode> rowsIn(int cluster, Transformations transformations) {
        var changed = rows(cluster);
        for (var row : changed) {
            var name = transformations.vip(
                    row.get("network_name").textValue(), row.path(nameColumn()).textValue());
            if (name != null) {
                row.setAll(Json.<ObjectNode>tree(named(name, vip(row).namespace())));
            }
        }
        return changed;
    }

    private Map<String, Object> changed(int network, String name, String namespace) {
        var changed = named(name, namespace);
        changed.put("network", network);
        return changed;
    }

    private Map<String, Object> named(String name, String namespace) {
        var named = new HashMap<String, Object>(Map.of(nameColumn(), name));
        if (rows.has("ip_addrs", "vip_namespace")) {
            named.put("vip_namespace", namespace == null ? namespace(name) : namespace);
        }
        return named;
    }

    private String nameColumn() {
        return rows.has("ip_addrs", "vip_name") ? "vip_name" : "vip_type";
    }

    private static Vip vip(JsonNode row) {
        var name = row.has("vip_name") ? row.get("vip_name") : row.path("vip_type");
        var namespace = row.path("vip_namespace").textValue();
        return new Vip(
                row.get("id").intValue(),
                row.get("network").intValue(),
                null,
                row.get("ip_addr").textValue(),
                name.textValue(),
                namespace == null ? namespace(name.textValue()) : namespace,
                row.has("is_user_defined") ? row.get("is_user_defined").booleanValue() : null,
                row.get("network_name").textValue());
    }

    /** That of Fuel's own addresses, where no row tells it; null of any other. */
    private static String namespace(String name) {
        return name == null ? null : NAMESPACES.get(name);
    }
}
