package org.octane.astute.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.json.Json;

/** Nailgun's conditions, with its precedence and its comparisons. */
class ConditionTest {

    private static final ConditionModels MODELS = new ConditionModels(Map.of(
            "settings",
            Json.read(
                    """
                    {"storage": {"images_ceph": {"value": true}, "osd_pool_size": {"value": "2"}},
                     "common": {"libvirt_type": {"value": "kvm"}, "empty": {"value": ""}, "none": {"value": null}},
                     "murano-cfapi": {"value": false}, "list": ["a", 1]}
                    """),
            "cluster",
            Json.read("{\"mode\": \"ha_compact\", \"id\": 2}")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings:storage.images_ceph.value == true",
                "settings:storage.images_ceph.value",
                "settings:storage.images_ceph.value == 1",
                "settings:storage.osd_pool_size.value == '2'",
                "settings:storage.osd_pool_size.value != 2",
                "settings:common.libvirt_type.value == \"kvm\"",
                "not settings:murano-cfapi.value",
                "not settings:common.empty.value and not settings:common.none.value",
                "settings:common.none.value == null",
                "(false or settings:storage.images_ceph.value == true) and cluster:mode == 'ha_compact'",
                "false and false or true",
                "true or false and false",
                "not false == true",
                "'comp' in cluster:mode",
                "'a' in settings:list and 1 in settings:list",
                "'storage' in settings:common.libvirt_type.value == false",
                "settings:nowhere.at.all? == null",
                "not settings:nowhere?",
                "cluster:id == 2 and -1 != 1",
                "cluster:mode\n== 'ha_compact'"
            })
    void holds(String condition) {
        assertThat(Condition.of(condition).holds(MODELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings:storage.images_ceph.value == 'true'",
                "settings:storage.osd_pool_size.value == 2",
                "null",
                "0",
                "''",
                "not (true or false)",
                "not true == true",
                "'x' in settings:list",
                "settings:common.empty.value or settings:murano-cfapi.value"
            })
    void doesNotHold(String condition) {
        assertThat(Condition.of(condition).holds(MODELS)).isFalse();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() ->
                        Condition.of("settings:storage.nothing.value == true").holds(MODELS))
                .isInstanceOf(ConditionException.class)
                .hasMessage("settings:storage.nothing.value is not known");
        assertThatThrownBy(() -> Condition.of("weather:sunny").holds(MODELS))
                .hasMessage("weather:sunny names 'weather', and only [cluster, settings] are known");
        // Nobody asks for it.
        assertThat(Condition.of("true or settings:nothing").holds(MODELS)).isTrue();
    }

    @Test
    void whatIsWrongIsShownWithItsPlace() {
        assertThatThrownBy(() -> Condition.of("true and")).hasMessage("\"true and\" ends too early");
        assertThatThrownBy(() -> Condition.of("(true")).hasMessage("\"(true\" ends too early");
        assertThatThrownBy(() -> Condition.of("true true"))
                .hasMessage("'true' is out of place (character 6 of \"true true\")");
        assertThatThrownBy(() -> Condition.of("1 > 0"))
                .hasMessage("Nothing is known that begins with '>' (character 3 of \"1 > 0\")");
        assertThatThrownBy(() -> Condition.of("")).isInstanceOf(ConditionException.class);
        assertThatThrownBy(() -> Condition.of("1 in 2").holds(MODELS)).hasMessage("1 can't be looked for in 2");
    }
}
