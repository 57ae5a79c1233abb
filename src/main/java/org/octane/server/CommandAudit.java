package org.octane.server;

import java.io.PrintWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.octane.audit.AuditEntry;
import org.octane.audit.AuditTable;
import org.octane.server.settings.DatabaseSettings;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Notes in the audit what a command does without a server; where Octane's database takes no note the command says so. */
record CommandAudit(ConfigOptions configuration, PrintWriter err) {

    private static final String SECONDS = "5";
    private static final String SOURCE = "command line";

    /** @param detail what was answered to what was refused or has failed */
    void note(String action, String target, int status, String detail) {
        try {
            var octane = DatabaseSettings.of(configuration.load(Optional.empty(), Map.of()))
                    .octane();
            var login = new Properties();
            login.setProperty("user", octane.user());
            login.setProperty("password", octane.password());
            login.setProperty("loginTimeout", SECONDS);
            login.setProperty("connectTimeout", SECONDS);
            login.setProperty("socketTimeout", SECONDS);
            try (var connection = DriverManager.getConnection(octane.url(), login)) {
                AuditTable.noteOnce(
                        new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true)),
                        Clock.systemUTC(),
                        new AuditEntry(who(), SOURCE, "cli", action, target, status, detail));
            }
        } catch (SQLException | DataAccessException | IllegalArgumentException | IllegalStateException e) {
            err.println("octane: This is not noted in the audit, since Octane's database can't be used: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            err.flush();
        }
    }

    /** The user of this machine, also behind sudo. */
    private static String who() {
        var behind = System.getenv("SUDO_USER");
        var user = System.getProperty("user.name");
        return behind == null || behind.isEmpty() || behind.equals(user) ? user : behind + " (as " + user + ")";
    }
}
