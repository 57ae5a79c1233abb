package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.octane.json.Json;
import org.octane.nailgun.model.FuelMaster;
import org.octane.nailgun.model.Version;
import org.octane.nailgun.rows.NailgunVersion;
import org.octane.nailgun.rows.Rows;

/** What a Fuel master says of itself. */
public record MasterVersion(FuelMaster master, Rows rows) {

    /** Fuel 7.0 tells from which commits it was built, and has these words where it does not know. */
    private static final List<String> COMMITS = List.of("nailgun_sha", "astute_sha", "fuellib_sha", "ostf_sha");

    private static final String UNKNOWN = "Unknown build";

    /** What its call to assign nodes asks for: 7.0 for one, later ones for several. */
    public String assigned() {
        return NailgunVersion.of(rows) == NailgunVersion.V7_0 ? "node_id" : "nodes_ids";
    }

    /** @param newest version of the newest release that it brought, which is its own */
    public ObjectNode of(Version newest) {
        var version = Json.object();
        version.put("release", newest.fuel());
        version.put("api", "1");
        version.put("auth_required", true);
        version.set("feature_groups", Json.array(master.featureGroups()));
        if (NailgunVersion.of(rows) == NailgunVersion.V7_0) {
            COMMITS.forEach(name -> version.put(name, UNKNOWN));
            version.putObject("release_versions");
        }
        return version;
    }
}
