package org.octane.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Several statements sent to the database at once, of which each sees what those before it have changed, and what others have committed
 * meanwhile: a lock is taken before what it guards is read. For a transaction of the caller.
 */
public final class OneTrip {

    private OneTrip() {}

    /**
     * @param values of all statements
     * @return the rows of each statement; none of one that returns none
     */
    public static List<List<Map<String, Object>>> of(
            NamedParameterJdbcTemplate sql, Map<String, ?> values, String... statements) {
        return sql.execute(String.join(";\n", statements), values, OneTrip::rows);
    }

    private static List<List<Map<String, Object>>> rows(PreparedStatement statement) throws SQLException {
        var all = new ArrayList<List<Map<String, Object>>>();
        boolean answers = statement.execute();
        while (answers || statement.getUpdateCount() >= 0) {
            try (var rows = answers ? statement.getResultSet() : null) {
                all.add(
                        rows == null
                                ? List.of()
                                : new RowMapperResultSetExtractor<>(new ColumnMapRowMapper()).extractData(rows));
            }
            answers = statement.getMoreResults();
        }
        return all;
    }
}
