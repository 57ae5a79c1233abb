package org.octane.server.settings;

/**
 * What Octane does to Nailgun's database.
 *
 * @param domain DNS domain of the nodes
 * @param migrate whether what is missing for Octane is added when the server starts
 */
public record NailgunSettings(String domain, boolean migrate) {

    static NailgunSettings of(Settings settings) {
        return new NailgunSettings(settings.get(Keys.NAILGUN_DOMAIN), settings.get(Keys.NAILGUN_MIGRATE));
    }
}
