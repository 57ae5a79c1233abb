package org.octane.cli.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Api;
import org.octane.cli.client.Event;
import org.octane.cli.client.EventFeed;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.NodeNames;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Upgrade;

/** Follows an upgrade until nothing more happens to it by itself. It only reads: ending it changes nothing. */
public final class UpgradeWatch {

    private static final long LOOK_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Api api;
    private final Progress progress;
    private NodeNames names;

    public UpgradeWatch(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** The upgrade as it ended. A server that doesn't answer is waited for, two minutes at most. */
    public Upgrade follow(long id) throws InterruptedException {
        try (EventFeed feed = new EventFeed(api, id)) {
            long seen = System.nanoTime();
            while (true) {
                // Asked before the events are shown, so that no event of a finished upgrade is left out.
                Upgrade upgrade = null;
                try {
                    upgrade = Upgrade.of(api.get("/upgrades/" + id));
                    seen = System.nanoTime();
                } catch (Failure e) {
                    if (e.exitCode() != ExitCode.UNREACHABLE || System.nanoTime() - seen > PATIENCE.toNanos()) {
                        throw e;
                    }
                    progress.lost(e.getMessage() + " The upgrade's state is stored; waiting for the server.");
                }
                show(feed, upgrade != null && upgrade.over());
                if (upgrade != null) {
                    progress.state(situation(upgrade));
                    if (upgrade.over()) {
                        return upgrade;
                    }
                }
            }
        }
    }

    private void show(EventFeed feed, boolean last) throws InterruptedException {
        long until = System.nanoTime() + LOOK_MILLIS * 1_000_000;
        for (long left = LOOK_MILLIS; left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            Event event = feed.next(left);
            if (event != null) {
                progress.event(event);
                until = last ? System.nanoTime() + LOOK_MILLIS * 1_000_000 : until;
            }
        }
    }

    private Situation situation(Upgrade upgrade) {
        return upgrade.over() || !progress.wantsDetails()
                ? new Situation(upgrade, List.of(), Outages.NONE, NodeNames.NONE)
                : new Situation(upgrade, busy(api, upgrade.id()), outages(upgrade.id()), names());
    }

    private NodeNames names() {
        if (names == null) {
            names = NodeNames.of(api);
        }
        return names;
    }

    private Outages outages(long id) {
        try {
            return Outages.of(api, id);
        } catch (Failure e) {
            return Outages.NONE; // The next look tells whether the server is away.
        }
    }

    /** Steps that run or wait now. */
    public static List<ActiveStep> busy(Api api, long id) {
        List<ActiveStep> steps = new ArrayList<>();
        for (String status : List.of("running", "waiting")) {
            try {
                api.get("/upgrades/" + id + "/steps?status=" + status).forEach(step -> steps.add(ActiveStep.of(step)));
            } catch (Failure e) {
                return steps; // The next look tells whether the server is away.
            }
        }
        return steps;
    }
}
