package org.octane.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What is probed while a cluster is upgraded.
 *
 * @param api the address of a cluster's API, empty if it has none that is known
 */
record Targets(ProbeSettings settings, IntFunction<Optional<String>> api) {

    List<Target> of(int cluster) {
        var targets = new ArrayList<Target>();
        address(cluster).map(address -> Target.of(Target.API, address, null)).ifPresent(targets::add);
        targets.addAll(settings.targets());
        return targets;
    }

    private Optional<String> address(int cluster) {
        return switch (settings.api()) {
            case ProbeSettings.NONE -> Optional.empty();
            case ProbeSettings.AUTO -> api.apply(cluster);
            default ->
                settings.api().contains(Target.VIP)
                        ? api.apply(cluster).map(auto -> settings.api().replace(Target.VIP, host(auto)))
                        : Optional.of(settings.api());
        };
    }

    private static String host(String url) {
        return URI.create(url).getHost();
    }
}
