package org.octane.cli;

import java.util.List;

/** No progress at all: only the JSON at the end is printed. */
final class Silent implements Progress {

    @Override
    public void event(Event event) {}

    @Override
    public void state(Upgrade upgrade, List<BusyStep> busy) {}

    @Override
    public void lost(String sentence) {}
}
