package org.octane.nailgun.rows;

import java.util.Map;
import java.util.Optional;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The address of the Fuel master in the admin network. */
public record MasterAddress(NamedParameterJdbcTemplate nailgun) {

    public Optional<String> find() {
        return nailgun.queryForList(Sql.of("nailgun/rows/master-address"), Map.of(), String.class).stream()
                .findFirst();
    }

    public String address() {
        return find().orElseThrow(() -> new IllegalStateException("Nailgun knows no address of the Fuel master"));
    }
}
