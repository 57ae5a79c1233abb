package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.Json;
import org.octane.nailgun.rows.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of clusters' attributes. */
public final class ClusterAttributes {

    private final NamedParameterJdbcTemplate jdbc;

    public ClusterAttributes(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Attributes of(int cluster) {
        return jdbc.queryForObject(
                Sql.of("attributes"),
                Map.of("cluster_id", cluster),
                (row, n) -> new Attributes(
                        Json.object(row.getString("editable")), Json.object(row.getString("generated"))));
    }

    /**
     * Gives a seed what the original has, in the structure of its release.
     *
     * @param source id of the original
     * @param original its attributes, changed as the seed's version wants them
     */
    public void insert(int source, int seed, Attributes original, Release release) {
        var generators = new Generators(master(), release.version(), seed);
        var structure =
                new Attributes(filled(generators, release, "editable"), filled(generators, release, "generated"));
        var attributes = SeedAttributes.merge(original, structure);
        var parameters = new HashMap<String, Object>();
        parameters.put("cluster_id", seed);
        parameters.put("editable", attributes.editable().toString());
        parameters.put("generated", attributes.generated().toString());
        jdbc.update(Sql.of("insert-attributes"), parameters);
        if (!release.vmware().isEmpty()) {
            parameters.put("editable", vmware(source, attributes, release).toString());
            jdbc.update(Sql.of("insert-vmware-attributes"), parameters);
        }
    }

    /**
     * Gives a new cluster what its release has by default.
     *
     * @param chosen settings that differ from it
     * @return the settings that it has now
     */
    public ObjectNode insertDefaults(int cluster, Release release, ObjectNode chosen) {
        var generators = new Generators(master(), release.version(), cluster);
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
        jdbc.update(Sql.of("insert-attributes"), parameters);
        if (!release.vmware().isEmpty()) {
            parameters.put("editable", release.vmware().path("editable").toString());
            jdbc.update(Sql.of("insert-vmware-attributes"), parameters);
        }
        return editable;
    }

    /** Of the release; with the original's vCenters where it uses some. */
    private JsonNode vmware(int source, Attributes attributes, Release release) {
        var structure = release.vmware().path("editable").deepCopy();
        if (attributes.editable().at("/common/use_vcenter/value").asBoolean()
                && structure instanceof ObjectNode object) {
            jdbc.queryForList(Sql.of("vmware-attributes"), Map.of("cluster_id", source), String.class)
                    .forEach(editable -> object.set("value", Json.read(editable).path("value")));
        }
        return structure;
    }

    /** Address of the Fuel master in the admin network. */
    public String master() {
        return jdbc.queryForList(Sql.of("master-address"), Map.of(), String.class).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nailgun knows no address of the Fuel master"));
    }

    private static ObjectNode filled(Generators generators, Release release, String part) {
        return generators.fill(release.attributes().path(part)) instanceof ObjectNode object ? object : Json.object();
    }
}
