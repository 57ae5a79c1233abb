package org.octane.nailgun.model;

import java.util.List;

/**
 * What Nailgun's API tells of its Fuel master and its database does not know.
 *
 * @param domain DNS domain of the nodes
 * @param featureGroups as {@code GET /version} of the real one lists them: with {@code experimental} each release that is there
 *     may be deployed
 */
public record FuelMaster(String domain, List<String> featureGroups) {

    /** Those that Nailgun has where nobody says otherwise. */
    public static final List<String> USUAL_GROUPS = List.of("experimental", "advanced");

    public boolean isExperimental() {
        return featureGroups.contains("experimental");
    }
}
