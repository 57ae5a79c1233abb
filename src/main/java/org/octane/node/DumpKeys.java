package org.octane.node;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The key of an upgrade by which {@code node/lib/dumps.sh} seals dumps of databases, in hexadecimal: made when a script asks for it first,
 * and kept in Octane's database, so that every instance has it, also after a restart. The database forgets it when nobody can take back
 * any more what the upgrade has done.
 */
final class DumpKeys implements LongFunction<String> {

    private static final int BYTES = 32;

    private final JdbcTemplate sql;
    private final SecureRandom random = new SecureRandom();

    DumpKeys(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public String apply(long upgrade) {
        return known(upgrade).orElseGet(() -> {
            var key = new byte[BYTES];
            random.nextBytes(key);
            // Where another instance is faster, its key counts.
            sql.update(
                    "INSERT INTO octane.dump_key (upgrade_id, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    upgrade,
                    HexFormat.of().formatHex(key));
            return known(upgrade).orElseThrow();
        });
    }

    private Optional<String> known(long upgrade) {
        return sql.queryForList("SELECT key FROM octane.dump_key WHERE upgrade_id = ?", String.class, upgrade).stream()
                .findFirst();
    }
}
