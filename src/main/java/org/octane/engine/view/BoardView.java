package org.octane.engine.view;

import java.util.List;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All that is seen of an upgrade at one glance, of one moment; a statement for each part. The parts are JSON. */
public final class BoardView {

    private static final SqlFiles SQL = new SqlFiles("engine/view");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate oneMoment;
    private final UpgradeViews views;

    public BoardView(NamedParameterJdbcTemplate sql, PlatformTransactionManager transactions, UpgradeViews views) {
        this.sql = sql;
        this.views = views;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    /** @param position of the last event that had happened */
    public record Board(
            String upgrade, long position, String nodes, String batches, String deadLetters, String events) {}

    /** @throws org.octane.plan.Refusal if there is no such upgrade */
    public Board of(long upgrade) {
        views.log().number();
        return oneMoment.execute(reading -> new Board(
                views.upgrade(upgrade),
                views.log().heads(List.of(upgrade)).get(0).position(),
                part("board-nodes", upgrade),
                part("board-batches", upgrade),
                part("board-dead-letters", upgrade),
                part("board-events", upgrade)));
    }

    /** Nodes that have steps in it; 0 is the Fuel master. */
    public List<Integer> nodes(long upgrade) {
        return sql.queryForList(SQL.of("nodes-of-upgrade"), Map.of("upgrade", upgrade), Integer.class);
    }

    private String part(String statement, long upgrade) {
        return sql.queryForObject(SQL.of(statement), Map.of("upgrade", upgrade), String.class);
    }
}
