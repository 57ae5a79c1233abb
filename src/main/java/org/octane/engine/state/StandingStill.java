package org.octane.engine.state;

import java.util.Map;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Upgrades of which nothing is under way though they are not over: they are looked at as after the end of a step. */
public record StandingStill(NamedParameterJdbcTemplate sql, TransactionTemplate transaction, UpgradeProgress progress) {

    private static final Logger LOG = LoggerFactory.getLogger(StandingStill.class);

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    public void goOn() {
        for (var upgrade : sql.queryForList(SQL.of("standing-still"), Map.of(), Long.class)) {
            LOG.atInfo().addKeyValue("upgrade", upgrade).log("Nothing of the upgrade was under way; it goes on");
            transaction.executeWithoutResult(status -> progress.ready(upgrade));
        }
    }
}
