package org.octane.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads all figures at once when somebody asks for metrics, not more often than every few seconds. While the database does not answer
 * there are none: an old figure would pass for one of now.
 */
public final class Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final SqlFiles SQL = new SqlFiles("server");
    private static final long FRESH = Duration.ofSeconds(5).toNanos();
    private static final String EVENTS = "octane.events";

    private record Row(String figure, String first, String second, double value) {

        List<String> labels() {
            return second == null ? first == null ? List.of() : List.of(first) : List.of(first, second);
        }
    }

    private final JdbcOperations octane;
    private final LongSupplier nanos;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private final AtomicLong events = new AtomicLong();
    private boolean up;
    private Long read;

    /**
     * @param octane with schema octane
     * @param nanos counts on even if the clock is set
     * @param lostLeases how many steps this instance has taken from others
     */
    public Figures(JdbcOperations octane, LongSupplier nanos, MeterRegistry registry, LongSupplier lostLeases) {
        this.octane = octane;
        this.nanos = nanos;
        for (var figure : Figure.ALL) {
            gauges.put(
                    figure.name(),
                    MultiGauge.builder(figure.name())
                            .description(figure.description())
                            .baseUnit(figure.unit())
                            .register(registry));
        }
        FunctionCounter.builder(EVENTS, events, AtomicLong::get)
                .description("Events of upgrades and steps since the first one")
                .register(registry);
        FunctionCounter.builder("octane.leases.lost", lostLeases, LongSupplier::getAsLong)
                .description("Steps that were queued again since their instance did not renew its lease")
                .register(registry);
        Gauge.builder("octane.database.up", this, figures -> figures.up ? 1 : 0)
                .description("1 if the database answered when these figures were read")
                .register(registry);
    }

    /** Before somebody is told the metrics. */
    public synchronized void refresh() {
        long now = nanos.getAsLong();
        if (read != null && now - read < FRESH) {
            return;
        }
        try {
            var rows = rows().stream().collect(Collectors.groupingBy(Row::figure));
            Figure.ALL.forEach(figure -> show(figure, rows.getOrDefault(figure.name(), List.of()), true));
            rows.getOrDefault(EVENTS, List.of()).forEach(row -> events.set((long) row.value()));
            up = true;
        } catch (DataAccessException e) {
            LOG.atDebug().setCause(e).log("The figures can't be read now");
            Figure.ALL.forEach(figure -> show(figure, List.of(), false));
            up = false;
        }
        read = now;
    }

    private List<Row> rows() {
        var rows = new ArrayList<>(rows("figures"));
        rows.addAll(rows("outages"));
        return rows;
    }

    private List<Row> rows(String statement) {
        return octane.query(
                SQL.of(statement),
                (row, i) -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getDouble(4)));
    }

    /** @param known whether what is not among the rows is 0 */
    private void show(Figure figure, List<Row> rows, boolean known) {
        var values = new HashMap<List<String>, Double>();
        if (known) {
            figure.always().forEach(label -> values.put(List.of(label), 0.0));
        }
        rows.forEach(row -> values.put(row.labels(), row.value()));
        gauges.get(figure.name())
                .register(
                        values.entrySet().stream()
                                .<MultiGauge.Row<?>>map(
                                        entry -> MultiGauge.Row.of(tags(figure, entry.getKey()), entry.getValue()))
                                .toList(),
                        true);
    }

    private static Tags tags(Figure figure, List<String> values) {
        var tags = Tags.empty();
        for (int i = 0; i < values.size(); i++) {
            tags = tags.and(figure.labels().get(i), values.get(i));
        }
        return tags;
    }
}
