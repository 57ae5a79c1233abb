package org.octane.server.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.octane.security.login.Role;

/**
 * The two brokers.
 *
 * @param octane of Octane's own queues; without a url an embedded one is started
 * @param astute Astute's RabbitMQ
 * @param prefix of the names of Octane's queues, where several clouds share a broker
 * @param senders accounts of Octane's broker that may send commands
 * @param authorities certificates that are trusted for amqps; null: the system's
 */
public record BrokerSettings(
        Account octane, String prefix, Account astute, Map<String, Role> senders, Path authorities) {

    private static final Pattern SENDER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63}):(reader|operator)");

    static BrokerSettings of(Settings settings) {
        return new BrokerSettings(
                new Account(
                        settings.get(Keys.BROKER_URL),
                        settings.get(Keys.BROKER_USER),
                        settings.secret(Keys.BROKER_PASSWORD_FILE)),
                settings.cloud().isEmpty() || settings.get(Keys.BROKER_URL).isEmpty() ? "" : settings.cloud() + ".",
                Account.of(
                        settings, Keys.ASTUTE_URL, Keys.ASTUTE_USER, Keys.ASTUTE_PASSWORD, Keys.ASTUTE_PASSWORD_FILE),
                senders(settings),
                settings.get(Keys.TLS_CA));
    }

    private static Map<String, Role> senders(Settings settings) {
        var senders = new HashMap<String, Role>();
        for (var item : settings.get(Keys.BROKER_SENDERS)) {
            var parts = SENDER.matcher(item);
            if (!parts.matches() || parts.group(1).equals("octane")) {
                throw new IllegalArgumentException(Keys.BROKER_SENDERS.key() + " has '" + item
                        + "', it has to be NAME:reader or NAME:operator, with another name than octane");
            }
            senders.put(parts.group(1), Role.of(parts.group(2)));
        }
        return Map.copyOf(senders);
    }
}
