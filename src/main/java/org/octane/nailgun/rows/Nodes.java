package org.octane.nailgun.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.octane.nailgun.model.Node;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of nodes: who is in which cluster, with which roles. */
public final class Nodes {

    /** Fuel 9 calls the column by its tags. */
    public static final Map<String, Object> NO_PRIMARY = Map.of("primary_roles", List.of(), "primary_tags", List.of());

    /**
     * Columns of a node that are about its installation in one cluster, with what they have in the next; all others, such as
     * its labels and its hardware, are about the node itself.
     */
    public static final Map<String, Object> NO_INSTALLATION = ofNoInstallation();

    private static final String LOCKED = Sql.of("nailgun/rows/nodes-by-id") + " for update";

    private final NamedParameterJdbcTemplate jdbc;

    public Nodes(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By id. */
    public List<Node> of(int cluster) {
        return jdbc.query(
                Sql.of("nailgun/rows/nodes-of-cluster"), Map.of("cluster_id", cluster), (row, n) -> node(row));
    }

    /** Servers of no cluster, by id. */
    public List<Node> spares() {
        return jdbc.query(Sql.of("nailgun/rows/spare-servers"), Map.of(), (row, n) -> node(row));
    }

    /** Hostnames of those that have one, by id. */
    public Map<Integer, String> hostnames(Collection<Integer> ids) {
        var names = new HashMap<Integer, String>();
        if (!ids.isEmpty()) {
            jdbc.query(Sql.of("nailgun/rows/hostnames"), Map.of("ids", ids), row -> {
                names.put(row.getInt("id"), row.getString("hostname"));
            });
        }
        return names;
    }

    /** Those that there are. */
    public List<Node> known(Collection<Integer> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.query(Sql.of("nailgun/rows/nodes-by-id"), Map.of("ids", ids), (row, n) -> node(row));
    }

    /** The node's address in the admin network, as it told it last; empty if there is no such node, or it never told. */
    public Optional<String> address(int id) {
        return jdbc.queryForList(Sql.of("nailgun/rows/node-address"), Map.of("id", id), String.class).stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    public boolean exists(int id) {
        return !jdbc.queryForList(Sql.of("nailgun/rows/node-address"), Map.of("id", id))
                .isEmpty();
    }

    public Node get(int id) {
        return find(Sql.of("nailgun/rows/nodes-by-id"), List.of(id)).get(0);
    }

    /** Keeps the rows for this transaction alone, in the order of their ids. */
    public List<Node> lock(Collection<Integer> ids) {
        return find(LOCKED, ids);
    }

    /**
     * As {@link #lock}, and looks at one after the other in the order in which they are given, which is that of refusals.
     *
     * @throws Refusal 404 where the next one does not exist, or what {@code look} throws
     */
    public List<Node> lock(Collection<Integer> ids, Consumer<Node> look) {
        var found = jdbc.query(LOCKED, Map.of("ids", ids), (row, n) -> node(row));
        for (var id : ids) {
            look.accept(
                    found.stream().filter(node -> node.id() == id).findFirst().orElseThrow(() -> notFound(id)));
        }
        return found;
    }

    private List<Node> find(String sql, Collection<Integer> ids) {
        var found = jdbc.query(sql, Map.of("ids", ids), (row, n) -> node(row));
        for (var id : ids) {
            if (found.stream().noneMatch(node -> node.id() == id)) {
                throw notFound(id);
            }
        }
        return found;
    }

    private static Map<String, Object> ofNoInstallation() {
        var columns = new HashMap<>(NO_PRIMARY);
        columns.put("kernel_params", null);
        columns.put("replaced_deployment_info", "[]");
        columns.put("replaced_provisioning_info", "{}");
        columns.put("network_template", null);
        return Collections.unmodifiableMap(columns);
    }

    private static Refusal notFound(int id) {
        return Refusal.notFound("Node with id " + id + " was not found.");
    }

    private static Node node(ResultSet row) throws SQLException {
        return new Node(
                row.getInt("id"),
                row.getObject("cluster_id", Integer.class),
                row.getObject("group_id", Integer.class),
                row.getString("hostname"),
                row.getString("status"),
                row.getString("error_type"),
                row.getBoolean("online"),
                List.of((String[]) row.getArray("roles").getArray()),
                List.of((String[]) row.getArray("pending_roles").getArray()),
                row.getBoolean("pending_deletion"),
                row.getString("ip"));
    }
}
