package org.octane.server.apart;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Databases of clouds, told apart by themselves: one may be reached by several names and ports. Each is locked by a number of its own, which
 * a connection to another database does not see; nothing is written, and no right is needed.
 */
public final class ApartDatabases implements AutoCloseable {

    private record Locked(Place place, Connection connection) {}

    private final String key;
    private final List<Locked> locked = new ArrayList<>();
    /** Nobody else knows it. */
    private final long first = new SecureRandom().nextLong() / 2;

    /** @param key the setting that names one */
    public ApartDatabases(String key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException if a cloud before has it */
    public void add(String cloud, String url, DataSource source) throws SQLException {
        var place = new Place(cloud, key, url);
        var connection = source.getConnection();
        locked.add(new Locked(place, connection));
        // Behind a pool of connections a session may change with each transaction.
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // The next cloud's database may take a minute to be there.
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        }
        for (int i = 0; i < locked.size(); i++) {
            if (!locks(connection, first + i)) {
                throw place.sameAs(locked.get(i).place(), "database");
            }
        }
    }

    private static boolean locks(Connection connection, long number) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, number);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        for (var each : locked) {
            // Its end ends the locks; a database that has gone meanwhile has none.
            JdbcUtils.closeConnection(each.connection());
        }
    }
}
