package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.nailgun.deployment.ClusterReader;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A release's version is text that somebody typed: where no number of Fuel's is in it, nobody knows which one is higher. */
class UnnumberedReleasesTest {

    private static final String CURE = "PUT /api/v1/releases/";

    private final DataSource database = NailgunDatabase.sample();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Nailgun nailgun = NailgunDatabase.nailgun(database);

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "", "2015.1.0-", "2015.1.0-x.0", "2015.1.0-99999999999.0"})
    void aReleaseWithoutANumberOfFuelIsNoGoal(String version) {
        var goal = nailgun.clouds().cloud(1, null).target();
        int odd = release(version);

        assertThat(nailgun.clouds().cloud(1, null).target()).isEqualTo(goal);
        assertThatThrownBy(() -> nailgun.clouds().cloud(1, odd))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Release " + odd)
                .hasMessageContaining("'" + version + "'")
                .hasMessageContaining(CURE + odd);
        assertThatThrownBy(() -> nailgun.seeds().clone(1, "seed", odd))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(CURE + odd);
    }

    @Test
    void aClusterOfSuchAReleaseIsRefused() {
        int release = jdbc.queryForObject("select release_id from clusters where id = 1", Integer.class);
        jdbc.update("update releases set version = 'liberty' where id = ?", release);

        assertThatThrownBy(() -> nailgun.clouds().cloud(1, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'liberty'")
                .hasMessageContaining(CURE + release);
        assertThatThrownBy(() -> new ClusterReader(new NamedParameterJdbcTemplate(database))
                        .read(1)
                        .release()
                        .fuel())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'liberty'");
    }

    @Test
    void theCureIsOneAndTheMasterKeepsItsVersion() {
        try (var server = new NailgunServer(database)) {
            var before = server.get("/api/v1/version").body();
            int odd = release("liberty");

            assertThat(server.get("/api/v1/version").body()).isEqualTo(before);
            assertThat(server.put("/api/v1/releases/" + odd, Map.of("version", "liberty-8.0"))
                            .status())
                    .isEqualTo(200);
            assertThat(nailgun.clouds().cloud(1, odd).target().version()).isEqualTo("liberty-8.0");
        }
    }

    private int release(String version) {
        var like = nailgun.clouds().cloud(1, null).target().id();
        new Rows(new NamedParameterJdbcTemplate(database))
                .copy("releases", like, Map.of("id", 900, "name", "odd", "version", version));
        return 900;
    }
}
