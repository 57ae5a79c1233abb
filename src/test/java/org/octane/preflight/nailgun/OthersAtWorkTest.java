package org.octane.preflight.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

class OthersAtWorkTest {

    private JdbcTemplate jdbc;
    private Nailgun nailgun;
    private OthersAtWork check;
    private PlannedUpgrade planned;

    @BeforeEach
    void open() {
        var database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        jdbc = new JdbcTemplate(database);
        nailgun = new Nailgun(Database.of(database), Database.of(TestPostgres.octane()));
        check = new OthersAtWork(nailgun.versions(), task -> false);
        planned = planned();
    }

    @Test
    void aClusterWithSettingsForOneReleaseIsNotConcerned() {
        assertThat(check.notApplicable(planned)).isEqualTo("The cluster has settings for one release only.");
    }

    @Test
    void beforeAnUpgradeInPlaceItSaysWhatANailgunBesideCanStillDo() {
        nailgun.versions().prepare(1, 4, List.of());
        assertThat(check.notApplicable(planned)).isNull();
        assertThat(look().passed()).isTrue();
        assertThat(look().found()).contains("a Nailgun beside it can still be used by others");
        assertThat(check.why()).contains("install, deploy, add or remove");
    }

    @Test
    void whatOthersDidIsNamedByNodeTaskAndSetting() {
        nailgun.versions().prepare(1, 4, List.of());
        nailgun.versions().begin(1);
        jdbc.update("update nodes set cluster_id = 1 where id = 10");
        jdbc.update("insert into tasks (id, cluster_id, uuid, name, status) values (900, 1,"
                + " '7b0b7b9c-0c30-4a6e-9a57-0f5c6a5f4b11', 'deployment', 'running')");
        jdbc.update("update attributes set editable = replace(editable, 'ops@example.com', 'dev@example.com')");
        assertThat(look().passed()).isFalse();
        assertThat(look().found())
                .contains("Node 10 (", ") was added to cluster 1, which is in upgrade.")
                .contains("Task 900 (deployment, running) was begun on cluster 1")
                .contains("Only the settings in force of cluster 1 were changed: setting access.email.");
    }

    private Verdict look() {
        return check.look(planned, null);
    }

    private PlannedUpgrade planned() {
        var cloud = nailgun.clouds().cloud(1, null);
        var options = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, true, false);
        return new PlannedUpgrade(cloud, new Planner(Catalogues.BUILT).plan(cloud, options), options);
    }
}
