package org.octane.engine.claim;

import java.util.Map;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Tells in one line of the log that a step has a newer claim than the one this instance worked on. That is what fences are for, and
 * nothing to do for anybody, so that it is no error.
 */
public final class OvertakenClaims {

    private static final SqlFiles SQL = new SqlFiles("engine/claim");
    private static final Logger LOG = LoggerFactory.getLogger(OvertakenClaims.class);

    private final NamedParameterJdbcTemplate sql;

    public OvertakenClaims(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    public void tell(Object claimed) {
        var claim = (Claim) claimed;
        LOG.atWarn()
                .addKeyValue("upgrade", claim.upgrade())
                .addKeyValue("step", claim.step())
                .log("Step " + claim.name() + " was claimed anew while this server stood still or was cut off; "
                        + now(claim) + ". Nothing was changed: what it came to here is not written.");
    }

    private String now(Claim claim) {
        try {
            return sql.queryForList(SQL.of("who-has-it"), Map.of("step", claim.step())).stream()
                    .map(step -> step.get("owner") != null && "running".equals(step.get("status"))
                            ? step.get("owner") + " has it now"
                            : "it is " + step.get("status") + " now")
                    .findFirst()
                    .orElse("there is no such step any more");
        } catch (DataAccessException e) {
            return "who has it now the database does not say";
        }
    }
}
