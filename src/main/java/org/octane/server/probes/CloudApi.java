package org.octane.server.probes;

import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.model.Vip;

/** Where the users of a cloud find its API: Keystone, at the public virtual address that Nailgun has of the cluster. */
public record CloudApi(ClusterFacts clusters) implements IntFunction<Optional<String>> {

    private static final int KEYSTONE = 5000;
    private static final String PUBLIC = "public";
    /** Before Fuel 7.0 the address is named by who holds it. */
    private static final Set<String> NAMES = Set.of(PUBLIC, "haproxy");

    @Override
    public Optional<String> apply(int cluster) {
        boolean tls =
                clusters.settings(cluster).at("/public_ssl/services/value").asBoolean(false);
        return clusters.vips(cluster).stream()
                .filter(vip -> PUBLIC.equals(vip.networkName()) && NAMES.contains(vip.name()))
                .map(Vip::address)
                .findFirst()
                .map(address -> (tls ? "https" : "http") + "://" + address + ":" + KEYSTONE + "/");
    }
}
