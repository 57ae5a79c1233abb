package org.octane.astute.facts;

import java.util.List;

/**
 * What Nailgun takes from the Fuel master's own settings and not from its database. The defaults are Fuel's.
 *
 * @param dnsDomain nodes are {@code <hostname>.<dnsDomain>}
 * @param dnsServers name servers of nodes while they are installed
 * @param pskey shared key of MCollective
 * @param authorizedKeys public SSH keys put on installed nodes
 */
public record MasterSettings(
        String dnsDomain,
        String dnsServers,
        Cobbler cobbler,
        Collective collective,
        String pskey,
        String puppetMaster,
        String timezone,
        List<String> authorizedKeys) {

    /** Who registers the systems to be installed. */
    public record Cobbler(String url, String user, String password) {
        @Override
        public String toString() {
            return "Cobbler[url=" + url + ", user=" + user + "]";
        }
    }

    /** Where an installed node's MCollective finds its broker. */
    public record Collective(String host, String user, String password, String vhost) {
        @Override
        public String toString() {
            return "Collective[host=" + host + ", user=" + user + ", vhost=" + vhost + "]";
        }
    }

    public static MasterSettings defaults() {
        return new MasterSettings(
                "example.com",
                "127.0.0.1",
                new Cobbler("http://localhost/cobbler_api", "cobbler", "cobbler"),
                new Collective("localhost", "guest", "guest", "mcollective"),
                "",
                "localhost",
                "Etc/UTC",
                List.of());
    }

    @Override
    public String toString() {
        return "MasterSettings[dnsDomain=" + dnsDomain + ", " + cobbler + ", " + collective + "]";
    }
}
