package org.octane.preflight;

import java.util.Map;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** No task of Nailgun is at work on the cluster. */
final class RunningTasks implements Check {

    private final NamedParameterJdbcTemplate nailgun;

    RunningTasks(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "running-tasks";
    }

    @Override
    public String why() {
        return "A deployment that is under way and an upgrade would change the same nodes.";
    }

    @Override
    public String needless(Subject subject) {
        return Needless.withoutCluster(subject);
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var tasks = nailgun.queryForList(
                Sql.of("nailgun/read/open-tasks"), Map.of("clusters", subject.clusters()), String.class);
        return tasks.isEmpty()
                ? Verdict.passed("No task runs.")
                : Verdict.failed(
                        "Nailgun has tasks that have not ended: " + Verdict.listed(tasks) + ".",
                        "Wait for their end, or delete those that never will: fuel task delete --task ID --force");
    }
}
