package org.octane.cli.progress;

import java.io.PrintWriter;
import org.octane.cli.client.Event;

/** Shows the progress of an upgrade: {@link ScreenProgress} on a terminal, {@link LineProgress} elsewhere. */
public interface Progress {

    void event(Event event);

    void state(Situation now);

    /** Whether it shows what runs and waits, which costs more requests. */
    default boolean wantsDetails() {
        return false;
    }

    /** @param sentence why nothing is seen for the moment; shown once */
    void lost(String sentence);

    static Progress on(Terminal terminal, PrintWriter out, boolean stagesOnly) {
        return terminal.interactive() ? new ScreenProgress(terminal, out) : new LineProgress(out, stagesOnly);
    }
}
