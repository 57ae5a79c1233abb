package org.octane.cli.progress;

import java.io.PrintWriter;
import java.util.List;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Event;
import org.octane.cli.client.Upgrade;

/** Shows the progress of an upgrade: {@link ScreenProgress} on a terminal, {@link LineProgress} elsewhere. */
public interface Progress {

    void event(Event event);

    /** @param busy steps that run or wait now */
    void state(Upgrade upgrade, List<ActiveStep> busy);

    /** @param sentence why nothing is seen for the moment; shown once */
    void lost(String sentence);

    static Progress on(Terminal terminal, PrintWriter out, boolean stagesOnly) {
        return terminal.interactive() ? new ScreenProgress(terminal, out) : new LineProgress(out, stagesOnly);
    }
}
