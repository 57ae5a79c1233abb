package org.octane.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table on a terminal that is too narrow for it. */
class TableTest {

    private final StringWriter out = new StringWriter();

    @AfterEach
    void wideAgain() {
        System.clearProperty("octane.columns");
    }

    @Test
    void aWordOfTheLastColumnIsNotBroken() {
        for (int columns = 20; columns < 40; columns++) {
            System.setProperty("octane.columns", Integer.toString(columns));
            new Table("SERVER", "RELEASE", "STEPS")
                    .row("one:/var/lib/one", "0.1.0", "0")
                    .print(new PrintWriter(out, true));
        }

        assertThat(out.toString().lines().filter(line -> line.contains("STE")))
                .hasSize(20)
                .allSatisfy(line -> assertThat(line).endsWith("STEPS"));
    }

    @Test
    void sentencesOfTheLastColumnGoOnBelowThemselves() {
        System.setProperty("octane.columns", "40");
        new Table("STEP", "MESSAGE")
                .row("1", "Nova and neutron list no service of a host that is gone")
                .print(new PrintWriter(out, true));

        assertThat(out.toString().lines().skip(1))
                .containsExactly("1     Nova and neutron list no service", "      of a host that is gone");
    }
}
