package org.octane.cli.render;

import java.io.PrintWriter;
import org.octane.cli.client.DeadLetter;

/** A dead letter in full: the step that failed, its last output, the cause, what to do, and who closed it. */
public final class DeadLetterText {

    private DeadLetterText() {}

    public static void print(DeadLetter letter, PrintWriter out) {
        String where = letter.names().isEmpty() ? "" : " on " + String.join(", ", letter.names());
        out.println("Dead letter " + letter.id() + " (" + letter.status() + "): " + letter.stage() + " " + letter.step()
                + where + ", upgrade " + letter.upgrade());
        out.println("  cause:    " + letter.cause() + (letter.code().isEmpty() ? "" : " [" + letter.code() + "]"));
        out.println("  when:     " + letter.created());
        out.println("  attempts: " + letter.attempts()
                + (letter.exitCode().isEmpty() ? "" : ", last exit status " + letter.exitCode()));
        if (!letter.output().isBlank()) {
            out.println("  output:");
            letter.output().strip().lines().forEach(line -> out.println("    " + line));
        }
        if (letter.status().equals("open") && !letter.remedy().isEmpty()) {
            out.println("  to do:    " + letter.remedy());
        }
        if (letter.status().equals("open")) {
            out.println("  log:      octane logs " + letter.upgrade() + " --step " + letter.stepId());
        }
        if (!letter.closed().isEmpty()) {
            String why = letter.closedReason().isEmpty() ? "" : ": " + letter.closedReason();
            out.println("  closed:   " + letter.status() + " by " + letter.closedBy() + " at " + letter.closed() + why);
        }
        if (!letter.cured().isEmpty()) {
            out.println("  cured:    " + letter.cured());
        }
    }
}
