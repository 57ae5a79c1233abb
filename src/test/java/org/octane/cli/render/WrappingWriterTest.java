package org.octane.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WrappingWriterTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(new WrappingWriter(new PrintWriter(text), 30));

    @Test
    void aLineThatFitsStaysAsItIs() {
        out.print("a table  with   gaps\n\n  x\n");
        out.flush();

        assertThat(text.toString()).isEqualTo("a table  with   gaps\n\n  x\n");
    }

    @Test
    void aBranchOfATreeGoesOnBelowItself() {
        out.println("├─ dump: Dumps of the databases are made on node-1");
        out.println("│    undo: the dumps are removed from the node again");
        out.println("└─ drop: The dumps are taken away for good now");
        out.flush();

        assertThat(text.toString())
                .isEqualTo(
                        """
                        ├─ dump: Dumps of the
                        │    databases are made on
                        │    node-1
                        │    undo: the dumps are
                        │      removed from the node
                        │      again
                        └─ drop: The dumps are taken
                             away for good now
                        """);
    }

    @Test
    void aRowOfATableKeepsItsGapsWhereItIsBroken() {
        out.println("1   cloud   running   about 3 h 44 min");
        out.flush();

        assertThat(text.toString()).isEqualTo("1   cloud   running   about 3\n  h 44 min\n");
    }

    @Test
    void aWordThatIsWiderThanTheTerminalIsBroken() {
        out.println("sha256 " + "a".repeat(40));
        out.flush();

        assertThat(text.toString().lines()).allMatch(line -> line.length() <= 30);
        assertThat(text.toString().replaceAll("\\s", "")).isEqualTo("sha256" + "a".repeat(40));
    }

    @Test
    void whatIsAskedInTheMiddleOfALineIsSeen() {
        out.print("Password: ");
        out.flush();

        assertThat(text.toString()).isEqualTo("Password: ");
    }
}
