package org.octane.scenario;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cloud as it was before its upgrade. */
public record Before(
        SortedMap<String, List<String>> rows,
        Map<String, String> vms,
        String fsid,
        List<String> osds,
        List<String> addresses,
        SortedMap<String, Integer> master,
        Map<String, Integer> journals) {

    /** Octane's own notes on the Fuel master, and what programs write there at any time. */
    private static final String[] NOT_COMPARED = {"var/lib/octane", "var/log", "tmp"};

    public static Before of(CloudOnDisk cloud) {
        var journals = new TreeMap<String, Integer>();
        cloud.nodes().forEach(node -> journals.put(node, cloud.journal(node).size()));
        return new Before(
                cloud.rows(1),
                cloud.vms(),
                cloud.lines(cloud.monitor("1").resolve("cluster_uuid")).get(0),
                cloud.lines(cloud.monitor("1").resolve("osds")),
                addresses(cloud, "1", "2", "3"),
                master(cloud),
                journals);
    }

    /** What was done twice since then, and must not be; a sentence each. */
    public List<String> doneTwice(CloudOnDisk cloud) {
        return Deeds.since(this, cloud).twice();
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
