package org.octane.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.nailgun.model.Subnet;

/**
 * Which addresses there are at one time.
 *
 * @param given to nodes, by {@code node/network}
 * @param taken by nodes, as virtual addresses, and by gateways
 * @param ranges of networks by their ids
 * @param ids of the networks of a cluster, by name
 */
record OracleAddresses(
        Map<String, String> given, Set<String> taken, Map<Integer, List<Range>> ranges, Map<String, Integer> ids) {

    private static final String RANGES =
            "SELECT g.id, g.name, g.gateway, r.first, r.last, g.group_id IS NULL OR n.cluster_id = :cluster AS own"
                    + " FROM ip_addr_ranges r JOIN network_groups g ON g.id = r.network_group_id"
                    + " LEFT JOIN nodegroups n ON n.id = g.group_id";

    record Range(long first, long last) {

        boolean has(String address) {
            var number = Subnet.number(address);
            return first <= number && number <= last;
        }
    }

    static OracleAddresses of(OracleWorld world, int cluster) {
        var taken = new HashSet<String>();
        world.sql()
                .queryForList("SELECT ip_addr FROM ip_addrs", Map.of(), String.class)
                .forEach(taken::add);
        var ranges = new HashMap<Integer, List<Range>>();
        var ids = new HashMap<String, Integer>();
        world.sql().queryForList(RANGES, Map.of("cluster", cluster)).forEach(row -> {
            var id = (Integer) row.get("id");
            ranges.computeIfAbsent(id, network -> new ArrayList<>())
                    .add(new Range(
                            Subnet.number(row.get("first").toString()),
                            Subnet.number(row.get("last").toString())));
            if (Boolean.TRUE.equals(row.get("own"))) {
                ids.put(row.get("name").toString(), id);
            }
            if (row.get("gateway") != null) {
                taken.add(row.get("gateway").toString());
            }
        });
        return new OracleAddresses(world.addresses(), taken, ranges, ids);
    }

    /** @param network name of one of the cluster's */
    boolean isFree(String network, String address) {
        return ids.containsKey(network) && isFree(ids.get(network), address);
    }

    boolean isFree(int network, String address) {
        return !taken.contains(address)
                && ranges.getOrDefault(network, List.of()).stream().anyMatch(range -> range.has(address));
    }
}
