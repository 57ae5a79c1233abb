package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.MasterAddress;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of clusters' attributes. */
public final class ClusterAttributes {

    private static final String OF_CLUSTER = "cluster_id";
    private static final String EDITABLE = "editable";

    private final NamedParameterJdbcTemplate jdbc;
    private final MasterAddress master;

    public ClusterAttributes(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.master = new MasterAddress(jdbc);
    }

    public Attributes of(int cluster) {
        return find(cluster).orElseThrow(() -> new IllegalStateException("Cluster " + cluster + " has no attributes"));
    }

    /** Of all clusters, each a JSON document: what was generated and what an operator typed, secrets among it. */
    public List<String> documents() {
        var documents = new ArrayList<>(
                jdbc.queryForList(Sql.of("nailgun/release/attribute-documents"), Map.of(), String.class));
        if (new Rows(jdbc).has("octane_cluster_settings")) {
            documents.addAll(
                    jdbc.queryForList(Sql.of("nailgun/release/documents-of-versions"), Map.of(), String.class));
        }
        return documents;
    }

    public Optional<Attributes> find(int cluster) {
        return jdbc.queryForList(Sql.of("nailgun/release/attributes"), Map.of("cluster_id", cluster)).stream()
                .map(row -> JsonRow.of("attributes", OF_CLUSTER, row))
                .map(row -> new Attributes(row.needed(EDITABLE), row.needed("generated")))
                .findFirst();
    }

    /**
     * Gives a seed what the original has, in the structure of its release.
     *
     * @param source id of the original
     * @param original its attributes, changed as the seed's version wants them
     */
    public void insert(int source, int seed, Attributes original, Release release) {
        var attributes = inStructureOf(release, seed, original);
        var parameters = new HashMap<String, Object>();
        parameters.put("cluster_id", seed);
        parameters.put("editable", attributes.editable().toString());
        parameters.put("generated", attributes.generated().toString());
        jdbc.update(Sql.of("nailgun/release/insert-attributes"), parameters);
        if (!release.vmware().isEmpty()) {
            parameters.put("editable", vmwareOf(source, attributes, release).toString());
            jdbc.update(Sql.of("nailgun/release/insert-vmware-attributes"), parameters);
        }
    }

    /**
     * What a cluster has in the structure of a release, with generated values for what it doesn't have.
     *
     * @param cluster id of the cluster that they will be those of
     * @param original attributes, changed as the release's version wants them
     */
    public Attributes inStructureOf(Release release, int cluster, Attributes original) {
        var generators = new AttributeGenerators(master.address(), release.version(), cluster);
        return SeedAttributes.merge(
                original,
                new Attributes(filled(generators, release, "editable"), filled(generators, release, "generated")));
    }

    /** Overwrites those of a cluster. */
    public void write(int cluster, Attributes attributes) {
        var parameters = new HashMap<String, Object>();
        parameters.put("cluster_id", cluster);
        parameters.put("editable", attributes.editable().toString());
        parameters.put("generated", attributes.generated().toString());
        jdbc.update(Sql.of("nailgun/release/update-attributes"), parameters);
    }

    /** The settings of VMware; JSON's null if there are none. */
    public JsonNode vmware(int cluster) {
        return jdbc.queryForList(Sql.of("nailgun/release/vmware-attributes"), Map.of("cluster_id", cluster)).stream()
                .map(row -> JsonRow.of("vmware_attributes", OF_CLUSTER, row).objectOrNull(EDITABLE))
                .findFirst()
                .orElseGet(() -> Json.read(null));
    }

    /** @param editable JSON's null: the cluster has none */
    public void writeVmware(int cluster, JsonNode editable) {
        if (editable.isNull()) {
            jdbc.update(Sql.of("nailgun/release/delete-vmware-attributes"), Map.of("cluster_id", cluster));
            return;
        }
        var parameters = Map.of("cluster_id", cluster, "editable", editable.toString());
        if (jdbc.update(Sql.of("nailgun/release/update-vmware-attributes"), parameters) == 0) {
            jdbc.update(Sql.of("nailgun/release/insert-vmware-attributes"), parameters);
        }
    }

    /**
     * Gives a new cluster what its release has by default.
     *
     * @param chosen settings that differ from it
     * @return the settings that it has now
     */
    public ObjectNode insertDefaults(int cluster, Release release, ObjectNode chosen) {
        var generators = new AttributeGenerators(master.address(), release.version(), cluster);
        var editable = filled(generators, release, "editable");
        chosen.properties().forEach(section -> section.getValue().properties().forEach(setting -> {
            if (editable.path(section.getKey()).path(setting.getKey()) instanceof ObjectNode present) {
                present.setAll((ObjectNode) setting.getValue());
            }
        }));
        var parameters = new HashMap<String, Object>();
        parameters.put("cluster_id", cluster);
        parameters.put("editable", editable.toString());
        parameters.put("generated", filled(generators, release, "generated").toString());
        jdbc.update(Sql.of("nailgun/release/insert-attributes"), parameters);
        if (!release.vmware().isEmpty()) {
            parameters.put("editable", release.vmware().path("editable").toString());
            jdbc.update(Sql.of("nailgun/release/insert-vmware-attributes"), parameters);
        }
        return editable;
    }

    /** Settings of VMware of the release; with the original's vCenters where it uses some. */
    public JsonNode vmwareOf(int source, Attributes attributes, Release release) {
        var structure = release.vmware().path("editable").deepCopy();
        if (attributes.editable().at("/common/use_vcenter/value").asBoolean()
                && structure instanceof ObjectNode object) {
            var own = vmware(source);
            if (own.isObject()) {
                object.set("value", own.path("value"));
            }
        }
        return structure;
    }

    private static ObjectNode filled(AttributeGenerators generators, Release release, String part) {
        return generators.fill(release.attributes().path(part)) instanceof ObjectNode object ? object : Json.object();
    }
}
