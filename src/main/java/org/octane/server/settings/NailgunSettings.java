package org.octane.server.settings;

import java.util.List;

/**
 * What Octane does to Nailgun's database, and tells of its Fuel master.
 *
 * @param domain DNS domain of the nodes
 * @param featureGroups as the real Nailgun's {@code GET /version} lists them
 * @param migrate whether what is missing for Octane is added when the server starts
 */
public record NailgunSettings(String domain, List<String> featureGroups, boolean migrate) {

    static NailgunSettings of(Settings settings) {
        return new NailgunSettings(
                settings.get(Keys.NAILGUN_DOMAIN),
                settings.get(Keys.NAILGUN_FEATURES),
                settings.get(Keys.NAILGUN_MIGRATE));
    }
}
