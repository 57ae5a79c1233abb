package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.nailgun.model.FuelMaster;
import org.octane.nailgun.read.ApiAnswers;
import org.octane.nailgun.rows.Rows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What Nailgun's releases show otherwise, beyond what their recordings happen to hold. */
class AnswersByReleaseTest {

    /** Each is loaded once: what a test needs of it it sets itself. */
    private static final Map<String, DataSource> LOADED = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "nailgun-7.0-from-6.1-sample.sql.gz, operational, , ready",
        "nailgun-8.0-from-6.1-sample.sql.gz, operational, true, ready",
        "nailgun-8.0-from-6.1-sample.sql.gz, new, true, ready",
        "nailgun-9.2-from-6.1-sample.sql.gz, operational, false, deploying",
        "nailgun-9.2-from-6.1-sample.sql.gz, partially_deployed, false, deploying",
        "nailgun-9.2-from-6.1-sample.sql.gz, deployment, true, deploying"
    })
    void aClusterIsLockedAndANodeAtWorkByTheRuleOfItsRelease(
            String dump, String status, String locked, String working) {
        var jdbc = new JdbcTemplate(database(dump));
        jdbc.update("update clusters set status = cast(? as cluster_status) where id = 1", status);
        jdbc.update("update nodes set progress = 40 where id = 5");

        var cluster = answers(jdbc, List.of())
                .cluster(row(jdbc, "select *, null as original_cluster_id, true as has_ready_nodes from clusters"));
        var node = answers(jdbc, List.of()).node(row(jdbc, "select * from nodes where id = 5"));

        assertThat(cluster.path("is_locked").asText(null)).isEqualTo(locked);
        assertThat(node.get("status").textValue()).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        "nailgun-7.0-from-6.1-sample.sql.gz, available, true, false",
        "nailgun-8.0-from-6.1-sample.sql.gz, manageonly, true, false",
        "nailgun-8.0-from-6.1-sample.sql.gz, available, true, true",
        "nailgun-8.0-from-6.1-sample.sql.gz, unavailable, false, false"
    })
    void aReleaseIsDeployableByItsStateAndTheMastersFeatureGroups(
            String dump, String state, boolean experimental, boolean usual) {
        var jdbc = new JdbcTemplate(database(dump));
        jdbc.update("update releases set state = cast(? as release_state) where id = 2", state);

        assertThat(isDeployable(jdbc, List.of("experimental"))).isEqualTo(experimental);
        assertThat(isDeployable(jdbc, List.of())).isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "nailgun-7.0-from-6.1-sample.sql.gz, 2, available, deprecated and cannot be installed.",
        "nailgun-8.0-from-6.1-sample.sql.gz, 2, available, equal or lower than the release of the original cluster.",
        "nailgun-9.2-from-6.1-sample.sql.gz, 2, available, equal or lower than the release of the original cluster.",
        "nailgun-8.0-from-6.1-sample.sql.gz, 3, unavailable, deprecated and cannot be installed."
    })
    void theFirstThatIsWrongWithAReleaseIsSaid(String dump, int release, String state, String why) {
        var database = database(dump);
        var jdbc = new JdbcTemplate(database);
        jdbc.update("update releases set state = cast(? as release_state) where id = ?", state, release);

        assertThat(refusal(database, release)).endsWith(why);
        // Nothing of a release is asked once the cluster is in an upgrade, or the name is taken.
        assertThat(refusal(database, "prod-env", 999)).contains("already exists");
        jdbc.update("update releases set state = 'unavailable' where id = ?", release);
        assertThat(refusal(database, release)).endsWith("deprecated and cannot be installed.");
    }

    private static String refusal(DataSource database, int release) {
        return refusal(database, "seed", release);
    }

    private static String refusal(DataSource database, String name, int release) {
        try {
            NailgunDatabase.nailgun(database).seeds().clone(1, name, release);
            return "";
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    private static boolean isDeployable(JdbcTemplate jdbc, List<String> featureGroups) {
        return answers(jdbc, featureGroups)
                .release(row(jdbc, "select * from releases where id = 2"))
                .get("is_deployable")
                .booleanValue();
    }

    private static ApiAnswers answers(JdbcTemplate jdbc, List<String> featureGroups) {
        return new ApiAnswers(
                seed -> null,
                new FuelMaster("example.com", featureGroups),
                UnaryOperator.identity(),
                new Rows(new NamedParameterJdbcTemplate(jdbc)));
    }

    private static List<Map<String, Object>> row(JdbcTemplate jdbc, String query) {
        return jdbc.queryForList("select row_to_json(r)::text from (" + query + ") r");
    }

    private static DataSource database(String dump) {
        return LOADED.computeIfAbsent(dump, name -> NailgunDatabase.dump(NailgunDatabase.required(name)));
    }
}
