package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sample cloud has controllers, computes and servers with Ceph, and no MongoDB. */
class PlannedTasksTest {

    private static final int CLOUD = 1;
    private static final int RELEASE = 4;

    @ParameterizedTest
    @ValueSource(strings = {"mongo", "primary-mongo"})
    void aFaultInARoleThatNoNodeHasIsNone(String role) {
        assertThat(faultsOfATaskIn(role)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller", "primary-controller", "compute"})
    void aFaultInARoleOfANodeIsSaid(String role) {
        assertThat(faultsOfATaskIn(role))
                .containsExactly("Deployment task broken has the type shell; what roles run has to be of type puppet.");
    }

    private static List<String> faultsOfATaskIn(String role) {
        var nailgun = Databases.nailgun();
        new JdbcTemplate(nailgun)
                .update("UPDATE releases SET deployment_tasks = ? WHERE id = ?", withATaskIn(role), RELEASE);
        return new PlannedTasks(Databases.deployments(nailgun), Databases.NO_PLUGIN_FILES).faults(CLOUD, RELEASE, null);
    }

    /** Tasks of a release, of which that one can't be cast. */
    static String withATaskIn(String role) {
        return """
                [{"id": "deploy_start", "type": "stage"},
                 {"id": "deploy_end", "type": "stage", "requires": ["deploy_start"]},
                 {"id": "%s", "type": "group", "role": ["%1$s"], "requires": ["deploy_start"],
                  "required_for": ["deploy_end"]},
                 {"id": "broken", "type": "shell", "groups": ["%1$s"]}]"""
                .formatted(role);
    }
}
