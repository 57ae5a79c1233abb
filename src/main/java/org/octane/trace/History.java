package org.octane.trace;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.octane.sql.Database;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the spans of attempts, steps, stages and upgrades that have ended, as the table of events tells it: whichever instance ended them,
 * or died over them. One instance at a time does so; what was not taken is sent again.
 */
public final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final SqlFiles SQL = new SqlFiles("trace");
    private static final Set<String> END_OF_ATTEMPT = Set.of("succeeded", "failed", "dead", "undone");
    private static final Set<String> END_OF_STEP = Set.of("succeeded", "dead", "skipped", "undone");
    private static final Set<String> END_OF_UPGRADE = Set.of("succeeded", "aborted", "rolled-back");
    private static final Set<String> FAILURES = Set.of("failed", "dead");
    private static final long PATIENCE_SECONDS = 10;

    private final Database octane;
    private final SpanExporter exporter;
    private final EndedSpans spans;
    private final double late;

    /** @param late so long a transaction may have gone on since it wrote an event */
    History(Database octane, SpanExporter exporter, Resource resource, double late) {
        this.octane = octane;
        this.exporter = exporter;
        this.spans = new EndedSpans(resource);
        this.late = late;
        octane.sql().update(SQL.of("begin"), Map.of());
    }

    /** What has ended since it was called last. */
    public void send() {
        octane.transaction().executeWithoutResult(status -> octane.sql()
                .queryForList(SQL.of("cursor"), Map.of(), Long.class)
                .forEach(this::sendAfter));
    }

    private void sendAfter(long event) {
        List<Long> read = octane.sql().query(SQL.of("ended"), Map.of("event", event, "late", late), (row, i) -> {
            add(row);
            return row.getLong("id");
        });
        var taken = spans.taken();
        if (!taken.isEmpty()
                && !exporter.export(taken)
                        .join(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .isSuccess()) {
            LOG.atDebug().addKeyValue("spans", taken.size()).log("Spans were not taken and are sent again");
            return;
        }
        if (!read.isEmpty()) {
            octane.sql().update(SQL.of("advance"), Map.of("event", read.get(read.size() - 1)));
        }
    }

    private void add(ResultSet row) throws SQLException {
        var names = new SpanNames(row.getLong("upgrade_id"), time(row, "created_at"));
        var status = row.getString("status");
        var at = time(row, "at");
        var failure = FAILURES.contains(status) ? String.valueOf(row.getString("message")) : null;
        if (row.getString("kind").equals("upgrade")) {
            if (END_OF_UPGRADE.contains(status)) {
                spans.add(
                        "upgrade " + row.getString("upgrade"),
                        names.ofUpgrade(),
                        null,
                        time(row, "upgrade_began"),
                        at,
                        Map.of("upgrade", Long.toString(names.upgrade()), "status", status),
                        null);
            }
            return;
        }
        addStep(row, names, status, at, failure);
    }

    private void addStep(ResultSet row, SpanNames names, String status, Instant at, String failure)
            throws SQLException {
        long step = row.getLong("step_id");
        var stage = row.getString("stage");
        var said = Map.of(
                "upgrade", Long.toString(names.upgrade()),
                "stage", stage,
                "step", row.getString("step"),
                "nodes", row.getString("nodes"),
                "status", status);
        if (END_OF_ATTEMPT.contains(status) && row.getObject("attempt_began") != null) {
            int attempt = row.getInt("attempt");
            spans.add(
                    "attempt " + attempt,
                    names.ofAttempt(step, attempt),
                    names.ofStep(step),
                    time(row, "attempt_began"),
                    at,
                    said,
                    failure);
        }
        if (END_OF_STEP.contains(status)) {
            spans.add(
                    "step " + row.getString("step"),
                    names.ofStep(step),
                    names.ofStage(stage),
                    time(row, "step_began"),
                    at,
                    said,
                    failure);
            if (row.getBoolean("stage_over") && row.getObject("stage_began") != null) {
                spans.add(
                        "stage " + stage,
                        names.ofStage(stage),
                        names.ofUpgrade(),
                        time(row, "stage_began"),
                        at,
                        Map.of("upgrade", Long.toString(names.upgrade()), "stage", stage),
                        null);
            }
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
