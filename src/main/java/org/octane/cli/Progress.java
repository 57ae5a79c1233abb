package org.octane.cli;

import java.io.PrintWriter;
import java.util.List;

/** Shows an upgrade that goes on: {@link Screen} on a terminal, {@link Lines} elsewhere. */
interface Progress {

    void event(Event event);

    /** @param busy steps that run or wait now */
    void state(Upgrade upgrade, List<BusyStep> busy);

    /** @param sentence why nothing is seen for the moment; shown once */
    void lost(String sentence);

    static Progress on(Terminal terminal, PrintWriter out, boolean stagesOnly) {
        return terminal.interactive() ? new Screen(terminal, out) : new Lines(out, stagesOnly);
    }
}
