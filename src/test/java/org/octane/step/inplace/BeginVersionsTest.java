package org.octane.step.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.sql.Database;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.springframework.jdbc.core.JdbcTemplate;

class BeginVersionsTest {

    private JdbcTemplate jdbc;
    private BeginVersions step;

    @BeforeEach
    void open() {
        var database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        jdbc = new JdbcTemplate(database);
        var nailgun = new Nailgun(Database.of(database), Database.of(TestPostgres.octane()));
        nailgun.versions().prepare(1, 4, List.of());
        step = new BeginVersions(nailgun.versions());
    }

    /** Nailgun's receiver writes one when a task of its nodes ends, and a failure has its own. */
    @Test
    void aClusterThatIsInUpgradeStaysSoWhateverStatusSomebodyWrites() {
        assertThat(step.check(call()).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(step.act(call()).kind()).isEqualTo(Outcome.Kind.DONE);

        jdbc.update("update clusters set status = 'error' where id = 1");

        assertThat(step.check(call()).kind()).isEqualTo(Outcome.Kind.DONE);
        step.undo(call());
        assertThat(step.check(call()).kind()).isEqualTo(Outcome.Kind.MISSING);
    }

    private static StepCall call() {
        return new StepCall(
                1,
                1,
                "begin-upgrade",
                "begin-versions",
                Phase.CHECK,
                1,
                1,
                List.of(),
                1,
                null,
                Map.of("release_id", "4"));
    }
}
