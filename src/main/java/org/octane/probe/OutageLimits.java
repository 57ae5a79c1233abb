package org.octane.probe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses an upgrade when a target is away for longer than it may be: once for each outage, and once for their sum. */
public final class OutageLimits {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLimits.class);

    private final ProbeSettings settings;
    private final Pause pause;

    /** Pauses an upgrade. */
    @FunctionalInterface
    public interface Pause {
        /** Does nothing if it doesn't run. */
        void pause(long upgrade, String reason);
    }

    OutageLimits(ProbeSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
    }

    void check(long upgrade, List<Measured> targets) {
        for (var measured : targets) {
            var limit = settings.limits(measured.target());
            var series = measured.series();
            if (exceeds(series.longest(), limit.longest()) && !series.longestPaused()) {
                pause(upgrade, measured.target(), "", series.longest(), "longest", limit.longest());
                series.pausesForLongest();
            }
            if (exceeds(series.total(), limit.total()) && !series.totalPaused()) {
                pause(upgrade, measured.target(), ", in all,", series.total(), "total", limit.total());
                series.pausesForTotal();
            }
        }
    }

    private static boolean exceeds(Duration found, Duration limit) {
        return limit != null && found.compareTo(limit) > 0;
    }

    private void pause(long upgrade, Target target, String how, Duration found, String which, Duration limit) {
        var key = "octane.probe.limit." + (target.name().equals(Target.API) ? "api-" : "") + which;
        var reason = target.name() + how + " has not answered for " + seconds(found) + ", and " + key + " is "
                + seconds(limit);
        LOG.atWarn().addKeyValue("upgrade", upgrade).log(reason);
        pause.pause(upgrade, reason);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
