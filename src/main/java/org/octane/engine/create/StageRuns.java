package org.octane.engine.create;

import java.util.HashMap;
import java.util.List;
import org.octane.plan.Cloud;
import org.octane.plan.StageRun;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What upgrades did so far of the stages of an original and its seed. */
public record StageRuns(NamedParameterJdbcTemplate sql) {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    /** @param ofMaster names of stages that concern no cluster, and so count for all */
    List<StageRun> of(Cloud cloud, List<String> ofMaster) {
        var values = new HashMap<String, Object>();
        values.put("original", cloud.original());
        values.put("seed", cloud.seed());
        values.put("ofMaster", ofMaster.isEmpty() ? List.of("") : ofMaster);
        return sql.query(
                SQL.of("stage-runs"),
                values,
                (row, i) -> new StageRun(row.getString("name"), row.getBoolean("begun"), row.getBoolean("succeeded")));
    }
}
