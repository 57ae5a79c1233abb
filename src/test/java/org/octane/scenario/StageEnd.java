package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a stage leaves in the cloud, as far as two runs of it leave the same. */
record StageEnd(SortedMap<String, String> facts) {

    /** Logs, what runs at the moment, and Octane's own notes, which name attempts. */
    private static final String[] NOT_COMPARED = {"var/log", "tmp", "run", "var/run", "var/lib/octane"};

    static StageEnd of(CloudOnDisk cloud) {
        var facts = new TreeMap<String, String>();
        for (var node : cloud.nodes()) {
            facts.put(
                    "files of node " + node,
                    String.join("\n", cloud.contents(node, NOT_COMPARED).keySet()));
            for (var service : cloud.names(cloud.sim(node).resolve("services"))) {
                var line = cloud.lines(cloud.sim(node).resolve("services/" + service));
                facts.put(
                        "service " + service + " of node " + node,
                        line.toString().replaceAll("running \\d+", "running"));
            }
            facts.put(
                    "addresses of node " + node,
                    cloud.names(cloud.sim(node).resolve("addr")).toString());
        }
        for (int environment : List.of(1, 2)) {
            cloud.rows(environment)
                    .forEach((table, rows) ->
                            facts.put("rows of environment " + environment + " " + table, String.valueOf(rows.size())));
        }
        cloud.vms().forEach((vm, state) -> facts.put("VM " + vm, state.split(" ")[0]));
        return new StageEnd(facts);
    }

    void isThatOf(StageEnd expected) {
        assertThat(facts).containsExactlyEntriesOf(expected.facts);
    }
}
