package org.octane.scenario;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cloud as it was before its upgrade.
 *
 * @param controllers numbers of its nodes with that role
 * @param others those of its nodes without it
 */
public record Before(
        SortedMap<String, List<String>> rows,
        Map<String, String> vms,
        String fsid,
        List<String> osds,
        List<String> controllers,
        List<String> others,
        List<String> addresses,
        SortedMap<String, Integer> master,
        Map<String, Integer> journals) {

    /** Octane's own notes on the Fuel master, and what programs write there at any time. */
    private static final String[] NOT_COMPARED = {"var/lib/octane", "var/log", "tmp"};

    public static Before of(CloudOnDisk cloud) {
        var journals = new TreeMap<String, Integer>();
        cloud.nodes().forEach(node -> journals.put(node, cloud.journal(node).size()));
        var controllers = cloud.controllers(1);
        return new Before(
                cloud.rows(1),
                cloud.vms(),
                cloud.lines(cloud.monitor("1").resolve("cluster_uuid")).get(0),
                cloud.lines(cloud.monitor("1").resolve("osds")),
                controllers,
                cloud.members(1).stream()
                        .filter(node -> !controllers.contains(node))
                        .toList(),
                addresses(cloud, controllers.toArray(String[]::new)),
                master(cloud),
                journals);
    }

    /** What was done twice since then, and must not be; a sentence each. */
    public List<String> doneTwice(CloudOnDisk cloud) {
        return Deeds.since(this, cloud).twice();
    }

    /** How often a node was installed since then. */
    public long installations(CloudOnDisk cloud, String node) {
        return Deeds.since(this, cloud).of(node, "provision-node");
    }

    static SortedMap<String, Integer> master(CloudOnDisk cloud) {
        return cloud.contents(CloudOnDisk.MASTER, NOT_COMPARED);
    }

    /** Addresses of controllers on the networks that users and nodes reach them by. */
    static List<String> addresses(CloudOnDisk cloud, String... controllers) {
        return List.of(controllers).stream()
                .flatMap(node -> cloud.names(cloud.sim(node).resolve("addr")).stream())
                .filter(address -> address.startsWith("192.168.0.") || address.startsWith("172.16.0."))
                .sorted()
                .toList();
    }
}
