package org.octane.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table {@code octane.audit}, whose rows the database lets nobody change or remove. An act is noted before it is answered; what
 * a thread notes that must not wait is written by another one soon after. An entry that can't be written goes to the log.
 */
public final class AuditTable implements Audit, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTable.class);
    private static final SqlFiles SQL = new SqlFiles("audit");
    private static final int WAITING = 1_000;
    private static final long END_SECONDS = 5;

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final ThreadPoolExecutor later = new ThreadPoolExecutor(
            0, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> new Thread(task, "audit"));

    public AuditTable(NamedParameterJdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void note(AuditEntry entry) {
        write(entry, row(clock, entry));
    }

    /**
     * For a program that ends with it, and tells itself what became of it.
     *
     * @throws DataAccessException if it could not be noted
     */
    public static void noteOnce(NamedParameterJdbcTemplate sql, Clock clock, AuditEntry entry) {
        sql.update(SQL.of("insert"), row(clock, entry));
    }

    /** For a thread that must not wait. */
    public void noteLater(AuditEntry entry) {
        var row = row(clock, entry);
        try {
            later.execute(() -> write(entry, row));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            lost(entry, e);
        }
    }

    /**
     * Newest first.
     *
     * @param before only entries with a smaller id; null: from the newest
     * @return JSON
     */
    public String page(Long before, Integer limit) {
        var values = new HashMap<String, Object>();
        values.put("before", before == null ? Long.MAX_VALUE : before);
        values.put("limit", limit == null ? 100 : limit);
        return sql.queryForObject(SQL.of("page"), values, String.class);
    }

    @Override
    public void close() {
        later.shutdown();
        try {
            if (!later.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                List<Runnable> left = later.shutdownNow();
                LOG.atWarn()
                        .addKeyValue("entries", left.size())
                        .log("The last entries of the audit could not be written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> row(Clock clock, AuditEntry entry) {
        return Map.of(
                "at", clock.instant().atOffset(ZoneOffset.UTC),
                "actor", entry.actor(),
                "source", entry.source(),
                "via", entry.via(),
                "action", entry.action(),
                "target", entry.target(),
                "status", entry.status(),
                "detail", entry.detail());
    }

    private void write(AuditEntry entry, Map<String, Object> row) {
        try {
            sql.update(SQL.of("insert"), row);
        } catch (DataAccessException e) {
            lost(entry, e);
        }
    }

    private static void lost(AuditEntry entry, Exception why) {
        LOG.atWarn()
                .setCause(why)
                .addKeyValue("entry", entry)
                .log("The database did not take an entry of the audit; it stands only here");
    }
}
