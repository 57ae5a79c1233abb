package org.octane.cli.progress;

import java.util.List;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Event;
import org.octane.cli.client.Upgrade;

/** Shows no progress, for programs: they get the final answer only. */
public final class NoProgress implements Progress {

    @Override
    public void event(Event event) {}

    @Override
    public void state(Upgrade upgrade, List<ActiveStep> busy) {}

    @Override
    public void lost(String sentence) {}
}
