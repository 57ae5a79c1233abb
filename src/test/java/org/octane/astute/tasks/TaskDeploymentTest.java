package org.octane.astute.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.json.Json;

class TaskDeploymentTest {

    @ParameterizedTest
    @CsvSource({"2.0.0, true", "2.1.0, true", "10.0.0, true", "1.0.0, false", "1.10.0, false"})
    void aTaskSaysEnoughOfItselfFromAVersionOn(String version, boolean enough) {
        var task = Json.object().put("id", "hosts").put("type", "puppet").put("version", version);
        assertThat(TaskDeployment.saysEnough(task)).isEqualTo(enough);
    }

    @Test
    void aTaskWithoutAVersionIsAnOldOneAndStagesAndGroupsNeedNone() {
        assertThat(TaskDeployment.saysEnough(Json.object().put("type", "puppet")))
                .isFalse();
        assertThat(TaskDeployment.saysEnough(Json.object().put("type", "stage")))
                .isTrue();
        assertThat(TaskDeployment.saysEnough(Json.object().put("type", "group")))
                .isTrue();
    }
}
