package org.octane.server.apart;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brokers of clouds, told apart by what their addresses lead to: host and port, whatever the host is called, and the virtual host. A name
 * that nobody knows at the moment is told from others as it is written.
 */
public final class ApartBrokers {

    private static final int PLAIN = 5672;
    private static final int TLS = 5671;
    /** As Qpid's client and RabbitMQ have it; without one it is RabbitMQ's own. */
    private static final Pattern VIRTUAL_HOST =
            Pattern.compile("(?:^|&)(?:failover\\.nested\\.)?amqp\\.vhost=(?:vhost:)?([^&]*)");

    private final String key;
    private final Map<String, Place> taken = new HashMap<>();

    /** @param key the setting that names one */
    public ApartBrokers(String key) {
        this.key = key;
    }

    /**
     * @param url one address or several, separated by commas
     * @throws IllegalArgumentException if a cloud before has one of them
     */
    public void add(String cloud, String url) {
        var place = new Place(cloud, key, url);
        var all = new HashSet<String>();
        for (var address : url.split(",")) {
            all.addAll(endpoints(URI.create(address.strip())));
        }
        for (var endpoint : all) {
            var other = taken.putIfAbsent(endpoint, place);
            if (other != null) {
                throw place.sameAs(other, "broker");
            }
        }
    }

    private static Set<String> endpoints(URI address) {
        var host = address.getHost() == null
                ? address.getAuthority()
                : address.getHost().toLowerCase(Locale.ROOT);
        var to = ":" + port(address) + "/" + virtualHost(address);
        var endpoints = new HashSet<>(Set.of(host + to));
        try {
            for (var resolved : InetAddress.getAllByName(host)) {
                endpoints.add(resolved.getHostAddress() + to);
            }
        } catch (UnknownHostException e) {
            // It may be known again when the server casts.
        }
        return endpoints;
    }

    /** A broker listens for both, with and without TLS. */
    private static int port(URI address) {
        return address.getPort() < 0 || address.getPort() == TLS ? PLAIN : address.getPort();
    }

    private static String virtualHost(URI address) {
        var named = VIRTUAL_HOST.matcher(address.getQuery() == null ? "" : address.getQuery());
        return named.find() ? named.group(1) : "/";
    }
}
