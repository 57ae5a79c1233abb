package org.octane.nailgun.release;

import java.util.ArrayList;
import java.util.List;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.Rows;

/** The extensions of Nailgun that a cluster of a release uses, in a database as it is. */
public record ClusterExtensions(Rows rows) {

    private static final String UPGRADES = "cluster_upgrade";

    /** Those of the release; since Fuel 9.0 the one for upgrades has to be named, where Nailgun has it. */
    public List<String> of(Release release) {
        var extensions = new ArrayList<>(release.extensions());
        if (rows.has("nodes", "primary_tags")
                && rows.has("cluster_upgrade_relations")
                && !extensions.contains(UPGRADES)) {
            extensions.add(UPGRADES);
        }
        return extensions;
    }
}
