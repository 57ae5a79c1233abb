package org.octane.output;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.octane.sql.Database;
import org.octane.sql.SqlFiles;
import org.octane.step.StepOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.transaction.TransactionException;

/**
 * Writes lines half a second after they were printed, many in one transaction, in a thread of its own: a step never waits for it. Lines
 * that the database doesn't take wait in memory, up to a bound; what doesn't fit is counted, and told when it takes lines again. Who is
 * killed loses what wasn't written yet, which is the last second.
 */
public final class OutputTable implements StepOutput, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputTable.class);
    private static final SqlFiles SQL = new SqlFiles("output");
    private static final int WAITING = 20_000;
    private static final int BATCH = 2_000;
    private static final long PAUSE_MILLIS = 500;
    private static final long END_SECONDS = 5;

    private final Database octane;
    private final Clock clock;
    private final OutputBounds bounds;
    private final Repeats repeats = new Repeats();
    private final BlockingQueue<Row> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "step-output"));
    private final CountDownLatch end = new CountDownLatch(1);
    private final String version;
    private volatile List<Row> batch = List.of();
    /** Of the writer's thread alone. */
    private boolean away;

    /** @param statement that writes it */
    record Row(String statement, Source from, Map<String, Object> values) {}

    public OutputTable(Database octane, Clock clock, OutputSettings settings) {
        this.octane = octane;
        this.clock = clock;
        bounds = new OutputBounds(octane.sql(), settings);
        var release = OutputTable.class.getPackage().getImplementationVersion();
        version = release == null ? "development" : release;
        writer.execute(this::run);
    }

    @Override
    public void print(Source from, String text) {
        if (text == null || text.isBlank() || !ofStep(from)) {
            return;
        }
        int again = repeats.before(from, text);
        if (again < 0) {
            return;
        }
        if (again > 0) {
            line(from, "(the same " + again + (again == 1 ? " time" : " times") + " more)");
        }
        BoundedLines.of(text).forEach(line -> line(from, line));
    }

    @Override
    public void runs(Source from, String script, String sha256) {
        if (!ofStep(from)) {
            return;
        }
        var values = new HashMap<String, Object>();
        values.put("script", script);
        values.put("sha256", sha256);
        values.put("octane", version);
        add("insert-script", from, values);
    }

    boolean isIdle() {
        return waiting.isEmpty() && batch.isEmpty();
    }

    /** What was printed until now is written, as far as the database takes it within five seconds. */
    @Override
    public void close() {
        end.countDown();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A pre-flight runs scripts of no step. */
    private static boolean ofStep(Source from) {
        return from.step() > 0;
    }

    private void line(Source from, String text) {
        var values = new HashMap<String, Object>();
        values.put("node", from.node());
        values.put("attempt", from.attempt());
        values.put("phase", from.phase().name().toLowerCase(Locale.ROOT));
        values.put("text", text);
        add("insert", from, values);
    }

    private void add(String statement, Source from, Map<String, Object> values) {
        values.put("upgrade", from.upgrade());
        values.put("step", from.step());
        values.put("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (!waiting.offer(new Row(statement, from, values))) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                write();
            }
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (!batch.isEmpty() || !waiting.isEmpty()) {
                if (batch.isEmpty()) {
                    batch = new ArrayList<>();
                    waiting.drainTo(batch, BATCH);
                    tellLost(batch.get(batch.size() - 1).from());
                }
                octane.transaction().executeWithoutResult(status -> write(batch));
                if (away) {
                    LOG.atInfo().log("What steps print is written again");
                    away = false;
                }
                var written = batch;
                batch = List.of();
                bounds.keep(written);
            }
        } catch (RuntimeException e) {
            if (e instanceof DataAccessException || e instanceof TransactionException) {
                if (!away) {
                    LOG.atWarn()
                            .addKeyValue("cause", e.getMessage())
                            .log("What steps print is not written until the database answers");
                }
                away = true;
                return;
            }
            LOG.atError().setCause(e).addKeyValue("lines", batch.size()).log("Lines of steps could not be written");
            batch = List.of();
        }
    }

    private void write(List<Row> rows) {
        octane.sql().getJdbcOperations().execute(SQL.of("turn"));
        rows.stream().collect(Collectors.groupingBy(Row::statement)).forEach((statement, same) -> octane.sql()
                .batchUpdate(
                        SQL.of(statement),
                        same.stream()
                                .map(row -> new MapSqlParameterSource(row.values()))
                                .toArray(MapSqlParameterSource[]::new)));
    }

    private void tellLost(Source newest) {
        long lines = lost.getAndSet(0);
        if (lines > 0) {
            line(newest, "(" + lines + " lines of this and other steps are lost: the database took none for too long)");
        }
    }
}
