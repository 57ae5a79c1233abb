package org.octane.server.settings;

import java.net.URI;
import java.time.Duration;
import org.octane.astute.AstuteSettings;
import org.octane.astute.facts.MasterSettings;
import org.octane.engine.EngineSettings;
import org.octane.node.NodeSettings;
import org.octane.node.SshAlgorithms;
import org.octane.notify.NotifySettings;
import org.octane.probe.ProbeSettings;

/** Makes the records of settings that other packages define for themselves. */
final class SettingsRecords {

    private SettingsRecords() {}

    static AstuteSettings astute(Settings settings) {
        return new AstuteSettings(
                settings.get(Keys.ASTUTE_RUNNING_WITHIN),
                settings.get(Keys.ASTUTE_PROVISION_WITHIN),
                settings.get(Keys.ASTUTE_DEPLOY_WITHIN),
                settings.get(Keys.ASTUTE_REMOVE_WITHIN),
                settings.get(Keys.ASTUTE_ASK_AFTER),
                settings.get(Keys.NAILGUN_RECEIVER),
                master(settings));
    }

    static NodeSettings node(Settings settings) {
        return new NodeSettings(
                settings.get(Keys.SSH_USER),
                settings.get(Keys.SSH_KEY_FILE),
                settings.get(Keys.SSH_ADDRESSES),
                new SshAlgorithms(
                        settings.get(Keys.SSH_KEX),
                        settings.get(Keys.SSH_CIPHERS),
                        settings.get(Keys.SSH_MACS),
                        settings.get(Keys.SSH_SIGNATURES)),
                settings.get(Keys.MASTER_HOST),
                settings.get(Keys.SSH_TIMEOUT),
                settings.get(Keys.SSH_JOB_POLL));
    }

    /** @param instance what this server calls itself */
    static EngineSettings engine(Settings settings, String instance) {
        var lease = settings.get(Keys.ENGINE_LEASE);
        less(settings, Keys.ENGINE_RENEWAL, Duration.ofMillis(settings.get(Keys.ENGINE_RENEWAL)), lease);
        return new EngineSettings(
                instance,
                settings.get(Keys.ENGINE_WORKERS),
                lease,
                settings.get(Keys.ENGINE_FIRST_RETRY),
                settings.get(Keys.ENGINE_LONGEST_RETRY),
                settings.get(Keys.ENGINE_LOST_MESSAGE_AFTER));
    }

    static ProbeSettings probes(Settings settings) {
        return new ProbeSettings(
                settings.get(Keys.PROBE_API),
                settings.get(Keys.PROBE_TARGETS),
                settings.get(Keys.PROBE_TIMEOUT),
                new ProbeSettings.Limits(settings.get(Keys.PROBE_API_LONGEST), settings.get(Keys.PROBE_API_TOTAL)),
                new ProbeSettings.Limits(settings.get(Keys.PROBE_LONGEST), settings.get(Keys.PROBE_TOTAL)));
    }

    static NotifySettings notices(Settings settings) {
        var webhook = settings.get(Keys.NOTIFY_WEBHOOK);
        var command = settings.get(Keys.NOTIFY_COMMAND);
        if (!webhook.isEmpty() && !command.isEmpty()) {
            throw new IllegalArgumentException(Keys.NOTIFY_WEBHOOK.key() + " and " + Keys.NOTIFY_COMMAND.key()
                    + " are both set; only one can be told");
        }
        var header = settings.secret(Keys.NOTIFY_HEADER_FILE);
        if (!header.isEmpty() && !header.matches("[A-Za-z0-9-]+:\\s*\\S[\\x20-\\x7e]*")) {
            throw new IllegalArgumentException(
                    "The first line of " + Keys.NOTIFY_HEADER_FILE.key() + " has to be a header, NAME: VALUE");
        }
        return new NotifySettings(
                webhook.isEmpty() ? null : URI.create(webhook),
                header,
                settings.get(Keys.TLS_CA),
                command,
                settings.get(Keys.NOTIFY_TIMEOUT),
                settings.get(Keys.NOTIFY_GIVE_UP_AFTER));
    }

    static String traces(Settings settings) {
        var endpoint = settings.get(Keys.TRACES_ENDPOINT);
        return endpoint.isEmpty() || URI.create(endpoint).getPath().length() > 1
                ? endpoint
                : endpoint.replaceAll("/$", "") + "/v1/traces";
    }

    private static void less(Settings settings, Setting<Integer> renewal, Duration millis, Duration lease) {
        if (millis.compareTo(lease) >= 0) {
            throw new IllegalArgumentException(renewal.key() + " is '" + settings.text(renewal)
                    + "', it has to be less than " + Keys.ENGINE_LEASE.key() + ", which is "
                    + settings.text(Keys.ENGINE_LEASE));
        }
    }

    private static MasterSettings master(Settings settings) {
        return new MasterSettings(
                settings.get(Keys.MASTER_DNS_DOMAIN),
                settings.get(Keys.MASTER_DNS_SERVERS),
                new MasterSettings.Cobbler(
                        settings.get(Keys.MASTER_COBBLER_URL),
                        settings.get(Keys.MASTER_COBBLER_USER),
                        secret(settings, Keys.MASTER_COBBLER_PASSWORD_FILE, "cobbler")),
                new MasterSettings.Collective(
                        settings.get(Keys.MASTER_MCOLLECTIVE_HOST),
                        settings.get(Keys.MASTER_MCOLLECTIVE_USER),
                        secret(settings, Keys.MASTER_MCOLLECTIVE_PASSWORD_FILE, "guest"),
                        settings.get(Keys.MASTER_MCOLLECTIVE_VHOST)),
                settings.secret(Keys.MASTER_MCOLLECTIVE_PSKEY_FILE),
                settings.get(Keys.MASTER_PUPPET),
                settings.get(Keys.MASTER_TIMEZONE),
                settings.get(Keys.MASTER_AUTHORIZED_KEYS));
    }

    private static String secret(Settings settings, Setting<SecretSource> file, String otherwise) {
        var secret = settings.secret(file);
        return secret.isEmpty() ? otherwise : secret;
    }
}
