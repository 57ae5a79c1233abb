package org.octane.server.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.octane.engine.state.EventSignal;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which PostgreSQL says that some server has committed events, kept as long as this server lives. It says so once
 * more whenever the connection is there again: of what was committed meanwhile nobody was told.
 */
public final class EventConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventConnection.class);

    /** Of a host that is gone nothing comes any more, not even an end: it is asked so often whether it is there. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int ANSWER_SECONDS = 5;
    private static final long AGAIN_MILLIS = 1_000;

    private final DataSource source;
    private final Runnable news;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Connection listening;
    private boolean away;

    /**
     * @param source of connections of one's own, not of a pool's
     * @param news does not wait for anything
     */
    public EventConnection(DataSource source, Runnable news) {
        this.source = source;
        this.news = news;
    }

    public void open() {
        var thread = new Thread(this::keep, "events-heard");
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        try {
            do {
                try (var connection = source.getConnection()) {
                    listening = connection;
                    listen(connection);
                } catch (SQLException e) {
                    lost(e);
                }
            } while (!ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + EventSignal.CHANNEL);
        }
        if (away) {
            LOG.atInfo().log("Events of other servers are heard of at once again");
            away = false;
        }
        news.run();
        var heard = connection.unwrap(PGConnection.class);
        while (!isEnded()) {
            var notifications = heard.getNotifications((int) SILENCE.toMillis());
            if (notifications != null && notifications.length > 0) {
                news.run();
            } else if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("The database does not answer.");
            }
        }
    }

    private void lost(SQLException cause) {
        if (!away && !isEnded()) {
            LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("Events of other servers are not heard of; they are looked for every few seconds meanwhile");
            away = true;
        }
    }

    private boolean isEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public void close() {
        ended.countDown();
        var connection = listening;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("The connection for events was gone already");
            }
        }
    }
}
