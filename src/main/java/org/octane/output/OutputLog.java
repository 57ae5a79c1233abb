package org.octane.output;

import java.util.HashMap;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads what steps printed, in the shape of the contract; PostgreSQL makes the JSON. */
public final class OutputLog {

    private static final SqlFiles SQL = new SqlFiles("output");
    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private final NamedParameterJdbcTemplate sql;

    public OutputLog(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    /**
     * Oldest first.
     *
     * @param step null, like the node: any
     * @param after the id of the last line seen; null: from the beginning
     * @param limit 1,000 at most, whatever is asked for
     */
    public String page(long upgrade, Long step, Integer node, Long after, Integer limit) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", upgrade);
        values.put("step", step);
        values.put("node", node);
        values.put("after", after == null ? 0 : after);
        values.put("limit", limit == null ? PAGE : Math.max(1, Math.min(MOST, limit)));
        return sql.queryForObject(SQL.of("page"), values, String.class);
    }
}
