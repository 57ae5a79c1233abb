package org.octane.nailgun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.CarriedNetwork;
import org.octane.nailgun.model.Network;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.NodeReleases;
import org.octane.nailgun.model.Vip;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.NodeInterfaces;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.rows.MasterAddress;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.version.StoredVersions;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** {@link ClusterFacts} in Nailgun's database. */
final class DatabaseClusterFacts implements ClusterFacts {

    private final NamedParameterJdbcTemplate jdbc;
    private final StoredVersions versions;
    private final Releases releases;
    private final Nodes nodes;
    private final Addresses addresses;
    private final Networks networks;
    private final Vips vips;
    private final NodeInterfaces wiring;
    private final ClusterAttributes attributes;
    private final MasterAddress master;

    DatabaseClusterFacts(NamedParameterJdbcTemplate nailgun) {
        var rows = new Rows(nailgun);
        this.jdbc = nailgun;
        this.versions = new StoredVersions(nailgun, rows);
        this.releases = new Releases(nailgun);
        this.nodes = new Nodes(nailgun);
        this.addresses = new Addresses(nailgun, rows);
        this.networks = new Networks(nailgun);
        this.vips = new Vips(nailgun, rows, networks);
        this.wiring = new NodeInterfaces(nailgun, rows);
        this.attributes = new ClusterAttributes(nailgun);
        this.master = new MasterAddress(nailgun);
    }

    @Override
    public Map<Integer, String> versions(Collection<Integer> clusters) {
        return releases.versions(clusters);
    }

    @Override
    public Optional<NodeReleases> releases(int cluster) {
        var kept = versions.releases(cluster);
        if (kept.size() < 2) {
            return Optional.empty();
        }
        var next = versions.find(cluster, kept.get(1)).orElseThrow();
        var of = new HashMap<Integer, Integer>();
        jdbc.query(Sql.of("nailgun/deployment/releases-of-nodes"), Map.of("cluster", cluster), (RowCallbackHandler)
                row -> of.put(row.getInt("id"), row.getInt("release_id")));
        of.values().removeIf(release -> release != next.release());
        return Optional.of(new NodeReleases(
                releases.get(kept.get(0)).version().toString(),
                releases.get(kept.get(1)).version().toString(),
                next.attributes().editable(),
                of.keySet()));
    }

    @Override
    public List<Node> nodes(Collection<Integer> clusters) {
        return clusters.stream()
                .flatMap(cluster -> nodes.of(cluster).stream())
                .sorted(Comparator.comparing(Node::id))
                .toList();
    }

    @Override
    public Map<Integer, String> addresses(String network, Collection<Integer> ids) {
        return addresses.in(network, ids);
    }

    @Override
    public List<Vip> vips(int cluster) {
        return vips.of(cluster);
    }

    @Override
    public List<Network> networks(int cluster) {
        return networks.of(cluster);
    }

    @Override
    public String master() {
        return master.find().orElse("");
    }

    @Override
    public List<CarriedNetwork> wires(int node) {
        return wiring.of(node);
    }

    @Override
    public ObjectNode settings(int cluster) {
        return attributes.find(cluster).map(Attributes::editable).orElseGet(Json::object);
    }
}
