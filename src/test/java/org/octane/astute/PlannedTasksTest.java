package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"type": "puppet", "parameters": {"puppet_manifest": "a.pp", "puppet_modules": "m"}} | has no parameter cwd.
            {"type": "puppet", "parameters": {"puppet_manifest": "", "puppet_modules": "m", "cwd": "/"}} | has no parameter puppet_manifest.
            {"type": "shell", "parameters": {"timeout": 5}} | has no parameter cmd.
            {"type": "shell"} | has no parameter cmd.
            {"type": "sync", "parameters": {"src": "rsync://10.20.0.2:/puppet/", "dst": null}} | has no parameter dst.
            {"type": "copy_files", "parameters": {"files": []}} | has no parameter files.
            {"type": "upload_file", "parameters": {"path": "/etc/a"}} | has no parameter data.
            {"type": "dance", "parameters": {}} | is of type dance, which Astute does not run before or after roles.
            {"type": "shell", "parameters": {"cmd": "ping {MASTER_IP}"}} | has {MASTER_IP} in a parameter, which is filled in only in tasks with ids that Nailgun knows.
            """)
    void aTaskThatWouldEndTheDeploymentHalfwayIsSaidBefore(String task, String fault) {
        assertThat(faultsOf(hook(task))).containsExactly("Deployment task broken " + fault);
    }

    @Test
    void bracesOfAShellsOwnAreNoFault() {
        assertThat(faultsOf(hook("{\"type\": \"shell\", \"parameters\": {\"cmd\": \"echo ${HOME} {a,b}\"}}")))
                .isEmpty();
    }

    private static String hook(String task) {
        return """
                [{"id": "deploy_start", "type": "stage"},
                 {"id": "deploy_end", "type": "stage", "requires": ["deploy_start"]},
                 {"id": "broken", "role": "*", "required_for": ["deploy_start"], %s"""
                        .formatted(task.strip().substring(1))
                + "]";
    }

    private static List<String> faultsOfATaskIn(String role) {
        return faultsOf(withATaskIn(role));
    }

    private static List<String> faultsOf(String tasks) {
        var nailgun = Databases.nailgun();
        new JdbcTemplate(nailgun).update("UPDATE releases SET deployment_tasks = ? WHERE id = ?", tasks, RELEASE);
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
