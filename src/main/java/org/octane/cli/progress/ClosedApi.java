package org.octane.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.octane.cli.client.Stage;
import org.octane.cli.client.StageDescription;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.DurationText;

/** Until when the API of a cloud stays closed: the stages that close it say so, and for how long they should take. */
final class ClosedApi {

    private static final Set<String> CLOSED = Set.of("maintenance", "switching");

    /** Read once: it is asked twice a second. */
    private static final Map<String, String> SERVES = new ConcurrentHashMap<>();

    private ClosedApi() {}

    /** @return at the latest; null where no stage of the upgrade closes it, or they take longer than they should */
    static Instant expectedUntil(Upgrade upgrade, Instant now) {
        boolean closed = false;
        long seconds = 0;
        for (Stage stage : upgrade.stages()) {
            String serves = SERVES.computeIfAbsent(stage.name(), StageDescription::serves);
            boolean closes = CLOSED.contains(serves);
            if (closed || closes) {
                seconds += left(stage, now);
            }
            if (closed && !closes && !serves.isEmpty()) {
                // It opens before the end of this stage.
                return seconds == 0 ? null : now.plusSeconds(seconds);
            }
            closed |= closes;
        }
        return null;
    }

    private static long left(Stage stage, Instant now) {
        if (stage.over()) {
            return 0;
        }
        Instant started = DurationText.instant(stage.started());
        long passed = started == null ? 0 : Duration.between(started, now).toSeconds();
        return Math.max(0, stage.estimate() - passed);
    }
}
