package org.octane.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is delivered for Prometheus and Grafana; the server's test holds its names against what is served. */
class AlertsTest {

    @Test
    void eachAlertSaysWhatItIsAndWhatToDo() throws IOException {
        var rules = MetricNames.alerts().at("/groups/0/rules");

        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            var name = rule.path("alert").asText();
            assertThat(name).startsWith("Octane");
            assertThat(rule.path("expr").asText()).as(name).isNotEmpty();
            assertThat(rule.at("/annotations/summary").asText()).as(name).endsWith(".");
            assertThat(rule.at("/annotations/action").asText()).as(name).endsWith(".");
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
        });
        assertThat(rules.findValuesAsText("alert")).doesNotHaveDuplicates();
    }

    @Test
    void theDashboardShowsEachFigureInAPlaceOfItsOwn() throws IOException {
        var dashboard = MetricNames.dashboard();
        var cells = new HashSet<String>();

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
            var place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(cells.add((place.path("x").asInt() + x) + ","
                                    + (place.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        });
        assertThat(MetricNames.used()).containsAll(own());
    }

    /** As Prometheus names them. */
    static Set<String> own() {
        return Figure.ALL.stream()
                .map(figure -> figure.name().replace('.', '_') + (figure.unit() == null ? "" : "_" + figure.unit()))
                .collect(Collectors.toSet());
    }
}
