package org.octane.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.octane.cli.client.Api;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Outages.Target;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.DurationText;

/**
 * What the server has measured of the cloud while the demo's upgrades ran, as its users would have noticed it.
 *
 * @param all of each upgrade, the newest first
 */
record MeasuredOutages(List<Outages> all) {

    private static final long LOOK_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What happened up to the end of an upgrade is stored a second after it. */
    static MeasuredOutages of(Api api, Upgrade last) throws InterruptedException {
        Instant end = DurationText.instant(last.finished());
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!covers(Outages.of(api, last.id()), end) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return new MeasuredOutages(StreamSupport.stream(api.get("/upgrades").spliterator(), false)
                .map(upgrade -> Outages.of(api, upgrade.path("id").asLong()))
                .toList());
    }

    Duration longest(boolean api) {
        return all.stream()
                .flatMap(outages -> outages.targets().stream())
                .filter(target -> target.isApi() == api)
                .map(Target::longest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Duration apiTotal() {
        return all.stream()
                .flatMap(outages -> outages.targets().stream())
                .filter(Target::isApi)
                .map(Target::total)
                .reduce(Duration.ZERO, Duration::plus);
    }

    long apiSamples() {
        return all.stream()
                .flatMap(outages -> outages.targets().stream())
                .filter(Target::isApi)
                .mapToLong(Target::samples)
                .sum();
    }

    boolean apiIsUp() {
        return newest().stream().anyMatch(target -> target.isApi() && isUp(target));
    }

    /** How many have run; one that its owner has stopped before the upgrade is none of its business. */
    long vms() {
        return newest().stream()
                .filter(target -> !target.isApi() && target.wasSeen())
                .count();
    }

    long vmsRunning() {
        return newest().stream()
                .filter(target -> !target.isApi() && isUp(target))
                .count();
    }

    private List<Target> newest() {
        return all.isEmpty() ? List.of() : all.get(0).targets();
    }

    private static boolean isUp(Target target) {
        return target.state().equals("up");
    }

    private static boolean covers(Outages outages, Instant end) {
        return !outages.targets().isEmpty()
                && end != null
                && outages.targets().stream().allMatch(target -> {
                    Instant last = DurationText.instant(target.lastAt());
                    return last != null && !last.isBefore(end);
                });
    }
}
