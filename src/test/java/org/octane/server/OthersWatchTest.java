package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

class OthersWatchTest {

    @Test
    void whatOthersDoToAClusterInUpgradeIsToldOnceEach() {
        var database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        var jdbc = new JdbcTemplate(database);
        var nailgun = new Nailgun(Database.of(database), Database.of(TestPostgres.octane()));
        var watch = new OthersWatch(nailgun, task -> false);
        nailgun.versions().prepare(1, 4, List.of());
        jdbc.update("update nodes set cluster_id = 1 where id = 10");
        watch.look();
        assertThat(warnings(jdbc)).isEmpty();
        jdbc.update("update nodes set cluster_id = null where id = 10");

        nailgun.versions().begin(1);
        jdbc.update("update nodes set cluster_id = 1 where id = 10");
        watch.look();
        watch.look();
        assertThat(warnings(jdbc)).singleElement().asString().matches("Node 10 \\(.*\\) was added to cluster 1, .*");
    }

    private static List<String> warnings(JdbcTemplate jdbc) {
        return jdbc.queryForList("select message from notifications where topic = 'warning'", String.class);
    }
}
