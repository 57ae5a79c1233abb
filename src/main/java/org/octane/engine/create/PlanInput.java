package org.octane.engine.create;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.plan.Cloud;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What the plan of an upgrade was made of: kept, since a part of it may be planned again while the cloud changes.
 *
 * @param parameters of every step
 */
public record PlanInput(Cloud cloud, PlanOptions options, Map<String, String> parameters) {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    /**
     * Empty for an upgrade of an Octane that did not keep it.
     *
     * @throws Refusal if a newer release has kept more than this one knows of, which would be lost
     */
    public static Optional<PlanInput> of(NamedParameterJdbcTemplate sql, long upgrade) {
        return sql.query(SQL.of("plan-input"), Map.of("upgrade", upgrade), (row, i) -> read(row, upgrade)).stream()
                .findFirst();
    }

    private static PlanInput read(ResultSet row, long upgrade) throws SQLException {
        try {
            return new PlanInput(
                    Json.read(row.getString("cloud"), Cloud.class),
                    Json.read(row.getString("options"), PlanOptions.class),
                    Json.strings(row.getString("parameters")));
        } catch (IllegalStateException e) {
            throw ofNewerRelease(upgrade);
        }
    }

    /** What an older server answers that can't plan a part of the upgrade again. */
    public static Refusal ofNewerRelease(long upgrade) {
        return Refusal.conflict("Upgrade " + upgrade
                        + " was planned by a newer release of Octane than this server is, and has what this one does not know."
                        + " Ask a server of that release.")
                .as(Code.NEWER_PLAN);
    }

    public PlanInput with(PlanOptions others) {
        return new PlanInput(cloud, others, parameters);
    }

    /** In the transaction of the caller. */
    public void keep(NamedParameterJdbcTemplate sql, long upgrade) {
        sql.update(
                SQL.of("insert-plan-input"),
                Map.of(
                        "upgrade",
                        upgrade,
                        "cloud",
                        Json.write(cloud),
                        "options",
                        Json.write(options),
                        "parameters",
                        Json.write(parameters)));
    }
}
