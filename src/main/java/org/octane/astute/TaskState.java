package org.octane.astute;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What Nailgun's row of a task says; whether Octane or Nailgun's own receiver has ended it is all the same. */
enum TaskState {
    ABSENT,
    OPEN,
    ENDED;

    private static final String STATUS = Sql.of("task-status");

    static TaskState of(NamedParameterJdbcTemplate nailgun, UUID task) {
        var found = nailgun.queryForList(STATUS, Map.of("uuid", task.toString()), String.class);
        if (found.isEmpty()) {
            return ABSENT;
        }
        return List.of("pending", "running").contains(found.get(0)) ? OPEN : ENDED;
    }
}
