package org.octane.server.probes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What can be probed of a simulated cloud: its API and its VMs, all at the world's own address.
 *
 * @param url where the world serves
 */
public record WorldTargets(String url) {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LETTERS = 8;

    public Map<String, String> settings() {
        return Map.of("octane.probe.api", url + "/api/{public_vip}", "octane.probe.targets", String.join(",", vms()));
    }

    private static Stream<String> names(List<String> ids, int letters) {
        return ids.stream().map(id -> name(id, letters));
    }

    private static String name(String id, int letters) {
        return "vm-" + id.substring(0, Math.min(letters, id.length()));
    }

    private List<String> vms() {
        try {
            var connection =
                    (HttpURLConnection) URI.create(url + "/vms").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (var body = connection.getInputStream()) {
                var ids = new ArrayList<String>();
                new ObjectMapper().readTree(body).fieldNames().forEachRemaining(ids::add);
                int letters = LETTERS;
                while (names(ids, letters).distinct().count() < ids.size()) {
                    letters++;
                }
                int enough = letters;
                return ids.stream()
                        .map(id -> name(id, enough) + "=" + url + "/vms/" + id)
                        .toList();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The simulated cloud does not tell of its VMs: " + e, e);
        }
    }
}
