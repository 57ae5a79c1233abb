package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.deployment.ClusterData;

/** How many placement groups Ceph's pools get: a budget of copies per OSD, shared out by how much a pool will hold. */
record PlacementGroups(int osds, int copies) {

    private static final int COPIES_PER_OSD = 200;
    private static final int SMALLEST = 64;
    private static final int WITHOUT_OSDS = 128;
    private static final int SMALL_POOLS = 4;
    private static final List<String> POOLS = List.of("volumes", "compute", "backups", ".rgw", "images");

    static int osds(ClusterData cluster) {
        int osds = 0;
        for (var node : cluster.everyNode()) {
            if (node.has("ceph-osd")) {
                for (JsonNode disk : node.volumes()) {
                    for (JsonNode volume : disk.path("volumes")) {
                        osds += volume.path("name").asText().equals("ceph")
                                        && volume.path("size").asInt() > 0
                                ? 1
                                : 0;
                    }
                }
            }
        }
        return osds;
    }

    /** Adds {@code pg_num} and {@code per_pool_pg_nums} to section {@code storage}. */
    void addTo(ObjectNode storage) {
        var pools = pools(storage);
        var perPool = storage.putObject("per_pool_pg_nums");
        pools.forEach(perPool::put);
        storage.set("pg_num", perPool.get("default_pg_num"));
    }

    private Map<String, Integer> pools(ObjectNode storage) {
        var weights = new LinkedHashMap<String, Integer>();
        weights.put("volumes", storage.path("volumes_ceph").asBoolean() ? 16 : 0);
        weights.put("compute", storage.path("ephemeral_ceph").asBoolean() ? 8 : 0);
        weights.put("backups", storage.path("volumes_ceph").asBoolean() ? 4 : 0);
        weights.put(".rgw", storage.path("objects_ceph").asBoolean() ? 4 : 0);
        weights.put("images", storage.path("images_ceph").asBoolean() ? 1 : 0);
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        if (osds == 0 || sum == 0) {
            // Nothing is weighed; a power of two, as up to Fuel 6.1.
            return same(osds == 0 ? WITHOUT_OSDS : roundedUp(osds * 100.0 / copies));
        }
        int usual = Math.max(SMALLEST, powerOfTwo((double) osds / copies));
        int small = storage.path("objects_ceph").asBoolean() ? SMALL_POOLS : 0;
        double share = Math.max(0, ((double) COPIES_PER_OSD * osds / copies - usual * small) / sum);
        var pools = new LinkedHashMap<String, Integer>();
        pools.put("default_pg_num", usual);
        weights.forEach((pool, weight) ->
                pools.put(pool, weight == 0 || share == 0 ? usual : Math.max(usual, powerOfTwo(weight * share))));
        return pools;
    }

    private static Map<String, Integer> same(int count) {
        var pools = new LinkedHashMap<String, Integer>();
        pools.put("default_pg_num", count);
        POOLS.forEach(pool -> pools.put(pool, count));
        return pools;
    }

    private static int roundedUp(double value) {
        return 1 << (int) Math.max(0, Math.ceil(Math.log(value) / Math.log(2)));
    }

    /** The next one up; what is almost one stays. */
    private static int powerOfTwo(double value) {
        double log = Math.log(value) / Math.log(2);
        return 1 << (int) Math.max(0, Math.floor(log) + (log - Math.floor(log) > 0.01 ? 1 : 0));
    }
}
