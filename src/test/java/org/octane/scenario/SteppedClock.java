package org.octane.scenario;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database's clock as servers see it that look for functions here before they look in PostgreSQL's own schema. It can be set,
 * as an administrator or NTP sets the clock of a machine.
 */
final class SteppedClock {

    /** For the search path of a connection. */
    static final String PATH = "stepped,pg_catalog,octane,public";

    private final JdbcTemplate sql;

    SteppedClock(Database database) {
        sql = database.sql();
        sql.execute("CREATE SCHEMA stepped");
        sql.execute("CREATE TABLE stepped.clock (ahead interval NOT NULL)");
        sql.execute("INSERT INTO stepped.clock VALUES ('0')");
        for (var name : new String[] {"clock_timestamp", "now"}) {
            sql.execute("CREATE FUNCTION stepped." + name + "() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                    + " 'SELECT pg_catalog." + name + "() + ahead FROM stepped.clock'");
        }
    }

    /** From now on it is so far ahead of the real time; negative: behind it. */
    void set(Duration ahead) {
        sql.update("UPDATE stepped.clock SET ahead = make_interval(secs => ?)", (double) ahead.toSeconds());
    }
}
