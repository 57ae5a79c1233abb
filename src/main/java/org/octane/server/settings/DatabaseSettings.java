package org.octane.server.settings;

import java.time.Duration;

/**
 * The two databases.
 *
 * @param octane Octane's own state
 * @param nailgun Nailgun's database, which may be the same
 * @param patience how long a server that starts waits for one that does not answer
 */
public record DatabaseSettings(Account octane, Account nailgun, Duration patience) {

    public static DatabaseSettings of(Settings settings) {
        var octane = Account.of(
                settings, Keys.DATABASE_URL, Keys.DATABASE_USER, Keys.DATABASE_PASSWORD, Keys.DATABASE_PASSWORD_FILE);
        var nailgun = Account.of(
                settings, Keys.NAILGUN_URL, Keys.NAILGUN_USER, Keys.NAILGUN_PASSWORD, Keys.NAILGUN_PASSWORD_FILE);
        return new DatabaseSettings(
                octane, nailgun.url().isEmpty() ? octane : nailgun, settings.get(Keys.DATABASE_PATIENCE));
    }
}
