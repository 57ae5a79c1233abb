package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import org.octane.json.Json;
import org.octane.nailgun.model.ClusterSettings;

/** What differs between two states of one version, each a few words without values, since some are secrets. */
final class VersionDifferences {

    private static final String KEPT = "keep_data";

    private final TreeSet<String> found = new TreeSet<>();

    private VersionDifferences() {}

    static List<String> of(ClusterSettings one, ClusterSettings two) {
        var differences = new VersionDifferences();
        differences.compare(one, two);
        return List.copyOf(differences.found);
    }

    private void compare(ClusterSettings one, ClusterSettings two) {
        fields("column ", one.row(), two.row());
        settings(one.attributes().editable(), two.attributes().editable());
        fields(
                "generated attribute ",
                one.attributes().generated(),
                two.attributes().generated());
        differ("settings of VMware", one.vmware(), two.vmware());
        differ("plugins", one.plugins(), two.plugins());
        fields("node group ", one.nodeGroups(), two.nodeGroups());
        fields("network ", byName(one.networks()), byName(two.networks()));
        fields("networking parameter ", one.parameters(), two.parameters());
        differ("virtual addresses", one.vips(), two.vips());
        fields("volumes of node ", disks(one.volumes()), disks(two.volumes()));
    }

    private void settings(ObjectNode one, ObjectNode two) {
        var sections = new TreeSet<String>();
        one.fieldNames().forEachRemaining(sections::add);
        two.fieldNames().forEachRemaining(sections::add);
        sections.forEach(section -> fields("setting " + section + ".", one.path(section), two.path(section)));
    }

    private void fields(String what, JsonNode one, JsonNode two) {
        var names = new TreeSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        two.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> differ(what + name, one.path(name), two.path(name)));
    }

    private void differ(String what, JsonNode one, JsonNode two) {
        if (!one.equals(two)) {
            found.add(what);
        }
    }

    private static ObjectNode byName(Iterable<JsonNode> networks) {
        var named = Json.object();
        networks.forEach(row -> named.set(
                row.path("group_name").asText() + "/" + row.path("name").asText(), row));
        return named;
    }

    /** What an installation shall leave alone is noted for each installation anew, and is no setting. */
    private static ObjectNode disks(ObjectNode volumes) {
        var disks = volumes.deepCopy();
        disks.findParents(KEPT).forEach(volume -> ((ObjectNode) volume).remove(KEPT));
        return disks;
    }
}
