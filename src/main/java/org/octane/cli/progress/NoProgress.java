package org.octane.cli.progress;

import org.octane.cli.client.Event;

/** Shows no progress, for programs: they get the final answer only. */
public final class NoProgress implements Progress {

    @Override
    public void event(Event event) {}

    @Override
    public void state(Situation now) {}

    @Override
    public void lost(String sentence) {}
}
