package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** The sample cloud while its nodes get another release of the same OpenStack: what is really so on each of them. */
public record UpdatedCloud(Serving server, SortedMap<String, List<String>> disks, Map<String, String> vms) {

    public static final String CURRENT = "2014.2.2-6.1";
    public static final String TARGET = "2014.2.2-6.1.1";

    static final int CURRENT_ID = 2;
    static final int TARGET_ID = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public static UpdatedCloud of(Serving server) {
        return new UpdatedCloud(server, disksOf(server), server.cloud().vms());
    }

    /** The call of Nailgun. @param release null: the pending one */
    public Api.Answer update(Integer release) {
        return server.api()
                .send(
                        "PUT",
                        "/api/v1/clusters/1/update/",
                        release == null ? null : "{\"pending_release_id\": " + release + "}");
    }

    /** The newest upgrade, when it has come to its end or needs a person. */
    public JsonNode ended() {
        return server.api().ended(newest(), PATIENCE);
    }

    public long newest() {
        return server.api().get("/upgrades").json().at("/0/id").longValue();
    }

    /** What Nailgun says of the cluster: {@code status release pending}, when it does. */
    void isSoon(String status, int release, Integer pending) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(cluster())
                .isEqualTo(status + " " + release + " " + pending));
    }

    String cluster() {
        var cluster = server.api().get("/clusters/1").json();
        return cluster.path("status").asText() + " "
                + cluster.path("release_id").asInt() + " "
                + cluster.path("pending_release_id").asText();
    }

    /** Version in the facts and of one package, by node. */
    public Map<Integer, String> versions() {
        var versions = new TreeMap<Integer, String>();
        for (var member : server.cloud().members(1)) {
            int node = Integer.parseInt(member);
            versions.put(node, facts(node) + " " + ceph(node));
        }
        return versions;
    }

    /** Each node has this release and nothing else. */
    public void allHave(String release) {
        assertThat(versions().values())
                .containsOnly(release + " 0.80.9-1~u14.04+mos" + release.substring(release.indexOf('-') + 1));
    }

    /** Partitions hold what they held, OSDs have their ids, VMs run where they ran. */
    public void hasItsData() {
        assertThat(disksOf(server)).isEqualTo(disks);
        assertThat(server.cloud().vms()).isEqualTo(vms);
        assertThat(server.cloud().world().resolve("cloud/rebalanced")).doesNotExist();
        assertThat(server.cloud().world().resolve("cloud/conflicts")).doesNotExist();
    }

    /** Nodes that Astute has deployed, in that order, since the world began. */
    public List<String> deployed() {
        return server.cloud().tasks().stream()
                .filter(line -> line.startsWith("begins granular_deploy"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private String facts(int node) {
        return server.cloud().lines(server.cloud().root(Integer.toString(node)).resolve("etc/astute.yaml")).stream()
                .filter(line -> line.startsWith("openstack_version: "))
                .map(line -> line.substring("openstack_version: ".length()))
                .findFirst()
                .orElse("none");
    }

    private String ceph(int node) {
        return server.cloud()
                .lines(server.cloud().sim(Integer.toString(node)).resolve("packages/ceph"))
                .get(0);
    }

    private static SortedMap<String, List<String>> disksOf(Serving server) {
        var disks = new TreeMap<String, List<String>>();
        server.cloud().members(1).forEach(node -> {
            var folder = server.cloud().sim(node).resolve("disks");
            server.cloud()
                    .files(folder, file -> true)
                    .forEach(file -> disks.put(
                            node + " " + folder.relativize(file), server.cloud().lines(file)));
        });
        return disks;
    }
}
