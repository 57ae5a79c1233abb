package org.octane.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.server.settings.Account;
import org.octane.server.settings.DatabaseSettings;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two databases, which may be one: Octane's own state in schema {@code octane}, and Nailgun's. */
record Databases(HikariDataSource octane, HikariDataSource nailgun) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    /** Class of SQLSTATEs: refused, timed out, cut. */
    private static final String NO_CONNECTION = "08";
    /** It starts, or ends. */
    private static final String CANNOT_CONNECT_NOW = "57P03";
    /** Milliseconds: Hikari's own, one try. */
    private static final long ONCE = 1;

    private static final int NAILGUN_CONNECTIONS = 10;
    private static final int WAIT_SECONDS = 5;
    /** A server that hangs in the middle of a transaction must not keep its locks: others go on. PostgreSQL 9.3 has no such setting. */
    private static final String LET_GO = "SELECT set_config(name, '8s', false) FROM pg_settings"
            + " WHERE name = 'idle_in_transaction_session_timeout'";
    /** Longer than any statement takes, a call with a key that waits for the same call included. */
    private static final int READ_SECONDS = 60;

    /**
     * Connects. The schema is as it was.
     *
     * @param workers how many steps run at once
     */
    static Databases open(DatabaseSettings settings, int workers) {
        var octane = pool("octane", settings.octane(), workers + 8);
        octane.addDataSourceProperty("currentSchema", "octane,public");
        var nailgun = pool("nailgun", settings.nailgun(), NAILGUN_CONNECTIONS);
        return new Databases(connected(octane, settings.patience()), connected(nailgun, settings.patience()));
    }

    /** One connection to Nailgun's database, without a server. */
    static Connection nailgun(DatabaseSettings settings) throws SQLException {
        var account = settings.nailgun();
        return DriverManager.getConnection(account.url(), account.user(), account.password());
    }

    /** Connections to Octane's database that are no pool's, since they are kept. */
    static DataSource alone(Account account) {
        var source = new PGSimpleDataSource();
        source.setURL(account.url());
        source.setUser(account.user());
        source.setPassword(account.password());
        source.setApplicationName("octane-events");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(WAIT_SECONDS);
        source.setLoginTimeout(WAIT_SECONDS);
        source.setSocketTimeout(READ_SECONDS);
        return source;
    }

    @Override
    public void close() {
        octane.close();
        nailgun.close();
    }

    /** A server may be started again while its database restarts: one that gives no answer is waited for, one that says no is not. */
    private static HikariDataSource connected(HikariConfig pool, Duration patience) {
        try {
            return new HikariDataSource(pool);
        } catch (HikariPool.PoolInitializationException e) {
            if (!isSilent(e) || pool.getInitializationFailTimeout() > ONCE) {
                throw unusable(pool, e);
            }
            LOG.atWarn()
                    .log(
                            "The database at {} does not answer; it is waited for, {} s at most: {}",
                            pool.getJdbcUrl(),
                            patience.toSeconds(),
                            e.getCause().getMessage());
            pool.setInitializationFailTimeout(Math.max(patience.toMillis(), ONCE + 1));
            return connected(pool, patience);
        }
    }

    private static boolean isSilent(HikariPool.PoolInitializationException failure) {
        return failure.getCause() instanceof SQLException said
                && said.getSQLState() != null
                && (said.getSQLState().startsWith(NO_CONNECTION)
                        || said.getSQLState().equals(CANNOT_CONNECT_NOW));
    }

    private static StartFailure unusable(HikariConfig pool, HikariPool.PoolInitializationException failure) {
        return new StartFailure(
                Code.DATABASE_UNUSABLE,
                "The database at " + pool.getJdbcUrl() + " can't be used: "
                        + failure.getCause().getMessage()
                        + " Correct octane.database.* or octane.nailgun.* in the configuration.",
                failure);
    }

    private static HikariConfig pool(String name, Account account, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(account.url());
        config.setUsername(account.user());
        config.setPassword(account.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(2);
        config.setConnectionInitSql(LET_GO);
        config.setConnectionTimeout(WAIT_SECONDS * 1_000L);
        config.addDataSourceProperty("ApplicationName", "octane");
        // Of a host that is gone nothing comes any more, not even an end: whoever reads from it must not wait for ever.
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", READ_SECONDS);
        return config;
    }
}
