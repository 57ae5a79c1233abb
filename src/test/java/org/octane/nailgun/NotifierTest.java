package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

class NotifierTest {

    /** Nailgun itself takes the cluster out of a notification when it is deleted. */
    @Test
    void whatIsSaidOfAClusterThatIsGoneIsShownWithoutItAndOnce() {
        var database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        var notifier = new Nailgun(Database.of(database), Database.of(TestPostgres.octane())).notifier();

        notifier.notifyOnce("error", "The step failed for good", 999, 999);
        notifier.notifyOnce("error", "The step failed for good", 999, 999);
        notifier.notifyOnce("error", "The step failed for good", 1, 1);

        assertThat(new JdbcTemplate(database)
                        .queryForList(
                                "select concat_ws(' ', cluster_id, node_id) from notifications"
                                        + " where message = 'The step failed for good' order by id",
                                String.class))
                .containsExactly("", "1 1");
    }
}
