package org.octane.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongFunction;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** An upgrade with its steps, who did what, dead letters, outages and the digests of its scripts; in the shape of the contract. */
public final class UpgradeReport {

    private static final SqlFiles SQL = new SqlFiles("report");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final LongFunction<String> upgrades;
    private final LongFunction<String> outages;

    /**
     * @param upgrades one as JSON; refuses if there is none
     * @param outages those of an upgrade as JSON
     */
    public UpgradeReport(
            NamedParameterJdbcTemplate sql, Clock clock, LongFunction<String> upgrades, LongFunction<String> outages) {
        this.sql = sql;
        this.clock = clock;
        this.upgrades = upgrades;
        this.outages = outages;
    }

    public String of(long upgrade) throws JsonProcessingException {
        ObjectNode report = JSON.createObjectNode();
        report.put("generated_at", clock.instant().toString());
        report.set("upgrade", read(upgrades.apply(upgrade)));
        report.setAll(
                (ObjectNode) read(sql.queryForObject(SQL.of("report"), Map.of("upgrade", upgrade), String.class)));
        report.set("outages", read(outages.apply(upgrade)).path("targets"));
        return JSON.writeValueAsString(report);
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
