package org.octane.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Removes the oldest lines of a step, of an upgrade and of old upgrades; looks only after so many new ones. */
final class OutputBounds {

    private static final SqlFiles SQL = new SqlFiles("output");
    private static final int KNOWN = 10_000;

    private final NamedParameterJdbcTemplate sql;
    private final OutputSettings settings;
    private final Map<Long, Integer> ofSteps = new HashMap<>();
    private final Map<Long, Integer> ofUpgrades = new HashMap<>();

    OutputBounds(NamedParameterJdbcTemplate sql, OutputSettings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /** After these rows were written. */
    void keep(List<OutputTable.Row> written) {
        for (var row : written) {
            if (!ofUpgrades.containsKey(row.from().upgrade())) {
                sql.update(SQL.of("forget"), Map.of("upgrades", settings.upgrades()));
            }
            grown(ofSteps, row.from().step(), "trim-step", settings.stepLines());
            grown(ofUpgrades, row.from().upgrade(), "trim-upgrade", settings.upgradeLines());
        }
        if (ofSteps.size() > KNOWN) {
            ofSteps.clear();
        }
    }

    private void grown(Map<Long, Integer> counts, long of, String statement, int kept) {
        // A tenth more than is kept is there at times: to look at each line would cost more than the line.
        int room = Math.max(1, kept / 10);
        if (counts.merge(of, 1, Integer::sum) >= room) {
            sql.update(SQL.of(statement), Map.of("of", of, "kept", kept));
            counts.put(of, 0);
        }
    }
}
