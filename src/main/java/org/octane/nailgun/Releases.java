package org.octane.nailgun;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The releases of Nailgun. */
final class Releases {

    private final NamedParameterJdbcTemplate jdbc;

    Releases(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Release get(int id) {
        return jdbc.query(Sql.of("release"), Map.of("id", id), (row, n) -> release(row)).stream()
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(Refusal.Kind.NOT_FOUND, "Object 'Release' with UID=" + id + " is not found in DB"));
    }

    /** All ids, lowest version first. */
    List<Release> all() {
        return jdbc.queryForList(Sql.of("release-ids"), Map.of(), Integer.class).stream()
                .map(this::get)
                .sorted((one, two) -> one.version().compareTo(two.version()))
                .toList();
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                row.getInt("id"),
                row.getString("name"),
                Version.of(row.getString("version")),
                row.getString("operating_system"),
                row.getBoolean("installable"),
                Json.object(row.getString("attributes_metadata")),
                Json.object(row.getString("roles_metadata")),
                Json.array(row.getString("network_roles_metadata")),
                Json.object(row.getString("vmware_attributes_metadata")),
                StreamSupport.stream(Json.array(row.getString("modes")).spliterator(), false)
                        .map(mode -> mode.asText())
                        .toList());
    }
}
