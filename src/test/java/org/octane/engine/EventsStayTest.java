package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Every change of state is an event that is kept for audit, from the owner of the schema too, as whom the server logs in. */
class EventsStayTest extends WithEngine {

    @Test
    void whatHasHappenedIsNeitherChangedNorRemoved() {
        engine.reset(1);
        engine.create();
        await().atMost(Duration.ofSeconds(60)).until(engine::upgradeStatus, "succeeded"::equals);
        var events =
                "SELECT json_agg(e ORDER BY id)::text FROM (SELECT id, at, actor, status, message FROM octane.event) e";
        var before = engine.sql.queryForObject(events, String.class);
        assertThat(before).contains("Started by alice.");

        for (var change : new String[] {
            "UPDATE octane.event SET actor = 'nobody'",
            "UPDATE octane.event SET message = NULL WHERE actor = 'alice'",
            "DELETE FROM octane.event WHERE actor = 'alice'",
            "DELETE FROM octane.step"
        }) {
            assertThatThrownBy(() -> engine.sql.execute(change))
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("rows of event are only added, never changed or removed");
        }
        assertThat(engine.sql.queryForObject(events, String.class)).isEqualTo(before);
    }
}
