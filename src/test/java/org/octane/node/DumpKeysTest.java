package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

/** The keys in a real database, which forgets them. */
class DumpKeysTest {

    private static final String LAST_STAGE = "the seed is the cloud from now on";

    private final HikariDataSource database = TestPostgres.pooledOctane();
    private final JdbcTemplate sql = new JdbcTemplate(database);

    @BeforeEach
    void twoUpgradesOfOneClusterAndOneOfAnother() {
        for (int cluster : new int[] {1, 1, 2}) {
            sql.update(
                    "INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                            + " VALUES ('u', 's', 'succeeded', ?, 1, 'test', now())",
                    cluster);
        }
        sql.update("INSERT INTO step_group SELECT id, 0, '{}', 0 FROM upgrade");
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void eachUpgradeHasOneOfItsOwnWhichEveryInstanceKnows() {
        var first = new DumpKeys(sql).apply(1);

        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(new DumpKeys(sql).apply(1)).isEqualTo(first);
        assertThat(new DumpKeys(sql).apply(2)).matches("[0-9a-f]{64}").isNotEqualTo(first);
    }

    @Test
    void itIsGoneWithWhatTheUpgradeHasDone() {
        var key = new DumpKeys(sql).apply(1);
        step(1, "undone", false);
        long kept = step(1, "succeeded", false);

        ends(1, "rolled-back");
        assertThat(new DumpKeys(sql).apply(1))
                .as("a stage before is still done")
                .isEqualTo(key);

        sql.update("UPDATE step SET status = 'undone' WHERE id = ?", kept);
        ends(1, "aborted");
        assertThat(count()).isZero();
    }

    @Test
    void theEndForGoodOfAClustersLastUpgradeTakesTheKeysOfAllOfIts() {
        for (int upgrade = 1; upgrade <= 3; upgrade++) {
            new DumpKeys(sql).apply(upgrade);
        }
        ends(2, "succeeded");
        assertThat(count()).as("nothing was done for good").isEqualTo(3);

        sql.update(
                "INSERT INTO stage (upgrade_id, number, name, title, estimate_seconds, for_good) VALUES (2, 1, 'last', 't', 1, ?)",
                LAST_STAGE);
        long last = step(2, "skipped", true);
        ends(2, "succeeded");
        assertThat(count()).as("it was skipped").isEqualTo(3);

        sql.update("UPDATE step SET status = 'succeeded' WHERE id = ?", last);
        ends(2, "succeeded");
        assertThat(sql.queryForList("SELECT upgrade_id FROM dump_key", Long.class))
                .containsExactly(3L);
    }

    private long step(int upgrade, String status, boolean irreversible) {
        return sql.queryForObject(
                "INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses,"
                        + " estimate_seconds, timeout_seconds, max_attempts, status, irreversible)"
                        + " VALUES (?, 1, 0, 'last', 'x', 't', '{4}', '{}', '{}', 1, 1, 3, ?, ?) RETURNING id",
                Long.class, upgrade, status, irreversible ? "for good" : null);
    }

    private void ends(int upgrade, String status) {
        sql.update("UPDATE upgrade SET status = ? WHERE id = ?", status, upgrade);
    }

    private int count() {
        return sql.queryForObject("SELECT count(*) FROM dump_key", Integer.class);
    }
}
