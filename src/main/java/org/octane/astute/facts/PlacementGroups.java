package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.nailgun.deployment.ClusterData;

/** How many placement groups Ceph's pools get: a budget of copies per OSD, shared out by how much a pool will hold. */
record PlacementGroups(int osds, int copies, double fuel) {

    private static final int COPIES_PER_OSD = 200;
    private static final int SMALLEST = 64;
    private static final int WITHOUT_OSDS = 128;

    static int osds(ClusterData cluster) {
        int osds = 0;
        for (var node : cluster.nodes()) {
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

    /** Adds {@code pg_num} and, from 7.0 on, {@code per_pool_pg_nums} to section {@code storage}. */
    void addTo(ObjectNode storage) {
        if (fuel < 7) {
            storage.put("pg_num", osds == 0 ? WITHOUT_OSDS : powerOfTwo(osds * 100.0 / copies));
            return;
        }
        var pools = osds == 0 ? Map.of("default_pg_num", WITHOUT_OSDS) : pools(storage);
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
        int usual = Math.max(SMALLEST, powerOfTwo((double) osds / copies));
        int small = storage.path("objects_ceph").asBoolean() ? fuel < 8 ? 4 : 12 : 0;
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        double share = sum == 0 ? 0 : ((double) COPIES_PER_OSD * osds / copies - usual * small) / sum;
        var pools = new LinkedHashMap<String, Integer>();
        pools.put("default_pg_num", usual);
        weights.forEach((pool, weight) ->
                pools.put(pool, weight == 0 || share <= 1 ? usual : Math.max(SMALLEST, powerOfTwo(weight * share))));
        return pools;
    }

    /** The next one up; what is almost one stays. */
    private static int powerOfTwo(double value) {
        double log = Math.log(value) / Math.log(2);
        return 1 << (int) Math.max(0, Math.floor(log) + (log - Math.floor(log) > 0.01 ? 1 : 0));
    }
}
