package org.octane.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Json;
import org.octane.cli.client.SampleAnswers;
import org.octane.cli.client.Upgrade;

class ScreenProgressTest {

    private final StringWriter text = new StringWriter();
    private final ScreenProgress screen = new ScreenProgress(new Terminal(60), new PrintWriter(text));

    @Test
    void stagesAreBarsAndRunningStepsNameTheirNodes() throws Exception {
        screen.state(
                Upgrade.of(Json.read(SampleAnswers.RUNNING)),
                List.of(new ActiveStep("upgrade-node", "evacuate", "VMs leave", List.of("4", "5"), "running", "")));

        assertThat(text.toString())
                .contains("Upgrade 7 sample-seed: running, about 1 min 30 s left\n")
                .contains("upgrade-db       ████████████████████    2/2    12 s\n")
                .contains("upgrade-node     █████░░░░░░░░░░░░░░░    1/4")
                .contains("› VMs leave nodes 4, 5");
    }

    @Test
    void theNextDrawingCoversTheOneBefore() throws Exception {
        Upgrade upgrade = Upgrade.of(Json.read(SampleAnswers.RUNNING));
        screen.state(upgrade, List.of());
        screen.state(upgrade, List.of());

        assertThat(text.toString()).containsOnlyOnce("\u001b[3A");
    }

    @Test
    void noLineIsLongerThanTheTerminalIsWide() {
        screen.lost("x".repeat(200));

        assertThat(text.toString()).contains("x".repeat(59)).doesNotContain("x".repeat(60));
    }
}
