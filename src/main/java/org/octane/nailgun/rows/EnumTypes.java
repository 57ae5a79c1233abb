package org.octane.nailgun.rows;

import java.util.List;
import java.util.Map;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The values that an enum of Nailgun's database has: its releases differ in them. */
public final class EnumTypes {

    private static final String NODE_ERROR = "node_error_type";

    private final NamedParameterJdbcTemplate jdbc;

    public EnumTypes(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the type; none if there is no such type. */
    public List<String> values(String type) {
        return jdbc.queryForList(Sql.of("nailgun/rows/enum-values"), Map.of("type", type), String.class);
    }

    /** @throws org.octane.plan.Refusal in the words of Nailgun's validator if the type has no such value */
    public String known(String type, String value) {
        var values = values(type);
        if (!values.contains(value)) {
            throw Refusal.invalid("'%s' is not one of %s".formatted(value, values));
        }
        return value;
    }

    /** The status of a task that Astute does not have yet: since 8.0 a word of its own. */
    public String begunTask() {
        return hasPendingTasks() ? "pending" : "running";
    }

    /** Whether tasks are pending until Astute takes them, as since 8.0. */
    public boolean hasPendingTasks() {
        return values("task_status").contains("pending");
    }

    /** A statement that casts to the type of nodes' errors, which since 9.0 is any text. */
    public String withErrorType(String sql) {
        return values(NODE_ERROR).isEmpty() ? sql.replace(NODE_ERROR, "varchar") : sql;
    }

    /**
     * Whether a cluster whose nodes are installed is {@code partially_deployed}, and in {@code deployment} meanwhile, as since 9.0;
     * before, an installation leaves its status alone.
     */
    public boolean hasPartlyDeployed() {
        return values("cluster_status").contains("partially_deployed");
    }
}
