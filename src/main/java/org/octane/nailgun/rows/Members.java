package org.octane.nailgun.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.model.Member;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of nodes: who is in which cluster, with which roles. */
public final class Members {

    /** Fuel 9 calls the column by its tags. */
    public static final Map<String, Object> NO_PRIMARY = Map.of("primary_roles", List.of(), "primary_tags", List.of());

    private final NamedParameterJdbcTemplate jdbc;

    public Members(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By id. */
    public List<Member> of(int cluster) {
        return jdbc.query(Sql.of("nailgun/rows/members"), Map.of("cluster_id", cluster), (row, n) -> member(row));
    }

    /** Servers of no cluster, by id. */
    public List<Member> spares() {
        return jdbc.query(Sql.of("nailgun/rows/spares"), Map.of(), (row, n) -> member(row));
    }

    public Member get(int id) {
        return find(Sql.of("nailgun/rows/members-by-id"), List.of(id)).get(0);
    }

    /** Keeps the rows for this transaction alone, in the order of their ids. */
    public List<Member> lock(Collection<Integer> ids) {
        return find(Sql.of("nailgun/rows/members-by-id") + " for update", ids);
    }

    private List<Member> find(String sql, Collection<Integer> ids) {
        var found = jdbc.query(sql, Map.of("ids", ids), (row, n) -> member(row));
        for (var id : ids) {
            if (found.stream().noneMatch(member -> member.id() == id)) {
                throw Refusal.notFound("Node with id " + id + " was not found.");
            }
        }
        return found;
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getInt("id"),
                row.getObject("cluster_id", Integer.class),
                row.getObject("group_id", Integer.class),
                row.getString("hostname"),
                row.getString("status"),
                row.getString("error_type"),
                row.getBoolean("online"),
                List.of((String[]) row.getArray("roles").getArray()),
                List.of((String[]) row.getArray("pending_roles").getArray()));
    }
}
