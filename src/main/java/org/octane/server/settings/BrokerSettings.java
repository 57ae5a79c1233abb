package org.octane.server.settings;

/**
 * The two brokers.
 *
 * @param octane of Octane's own queues; without a url an embedded one is started
 * @param astute Astute's RabbitMQ
 */
public record BrokerSettings(Account octane, Account astute) {

    static BrokerSettings of(Settings settings) {
        return new BrokerSettings(
                new Account(
                        settings.get(Keys.BROKER_URL),
                        settings.get(Keys.BROKER_USER),
                        settings.secret(Keys.BROKER_PASSWORD_FILE)),
                Account.of(
                        settings, Keys.ASTUTE_URL, Keys.ASTUTE_USER, Keys.ASTUTE_PASSWORD, Keys.ASTUTE_PASSWORD_FILE));
    }
}
