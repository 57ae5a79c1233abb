package org.octane.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.octane.probe.Target;

/** Every setting that there is, with its default. {@code config/application.properties} says what each is for. */
final class Keys {

    static final Setting<List<String>> CLOUDS = Rules.names("octane.clouds");

    static final Setting<String> CLOUD_FORMERLY = Rules.matching(
            "octane.cloud.formerly",
            "",
            "the name of a cloud, or - for one without",
            value -> value.isEmpty() || value.equals("-") || Rules.isName(value));

    static final Setting<String> HTTP_ADDRESS = Rules.required("octane.http.address", "127.0.0.1", "an IP address");
    static final Setting<Integer> HTTP_PORT = Rules.port("octane.http.port", 8008);
    static final Setting<List<String>> HTTP_NAMES = Rules.list("octane.http.names");

    static final Setting<Path> HTTP_CERTIFICATE = Rules.file("octane.http.tls.certificate-file", "");
    static final Setting<Path> HTTP_KEY = Rules.file("octane.http.tls.key-file", "");

    static final Setting<Path> LOGIN_USERS = Rules.file("octane.login.users-file", "");
    static final Setting<Duration> LOGIN_IDLE = Rules.duration("octane.login.session-idle", "30m");
    static final Setting<Duration> LOGIN_LONGEST = Rules.duration("octane.login.session-longest", "12h");

    static final Setting<String> KEYSTONE_URL = web("octane.keystone.url");
    static final Setting<String> KEYSTONE_PUBLIC_URL = web("octane.keystone.public-url");
    static final Setting<String> KEYSTONE_USER = Rules.text("octane.keystone.user", "nailgun");
    static final Setting<SecretSource> KEYSTONE_PASSWORD_FILE = Rules.secret("octane.keystone.password-file");
    static final Setting<String> KEYSTONE_PROJECT = Rules.text("octane.keystone.project", "services");
    static final Setting<String> KEYSTONE_LOGIN_PROJECT = Rules.text("octane.keystone.login-project", "admin");
    static final Setting<List<String>> KEYSTONE_OPERATORS = Rules.list("octane.keystone.operators", "admin");
    static final Setting<List<String>> KEYSTONE_READERS = Rules.list("octane.keystone.readers");

    static final Setting<String> DATABASE_URL =
            database("octane.database.url", "jdbc:postgresql://127.0.0.1:5432/octane", false);
    static final Setting<String> DATABASE_USER = Rules.text("octane.database.user", "octane");
    static final Setting<SecretSource> DATABASE_PASSWORD_FILE = Rules.secret("octane.database.password-file");
    static final Setting<String> DATABASE_PASSWORD = Rules.text("octane.database.password", "");
    static final Setting<Duration> DATABASE_PATIENCE = Rules.duration("octane.database.patience", "60s");

    static final Setting<String> NAILGUN_URL = database("octane.nailgun.url", "", true);
    static final Setting<String> NAILGUN_USER = Rules.text("octane.nailgun.user", "");
    static final Setting<SecretSource> NAILGUN_PASSWORD_FILE = Rules.secret("octane.nailgun.password-file");
    static final Setting<String> NAILGUN_PASSWORD = Rules.text("octane.nailgun.password", "");
    static final Setting<Boolean> NAILGUN_RECEIVER = Rules.flag("octane.nailgun.receiver", false);
    static final Setting<Boolean> NAILGUN_MIGRATE = Rules.flag("octane.nailgun.migrate", false);
    static final Setting<String> NAILGUN_DOMAIN = domain("octane.nailgun.domain");
    static final Setting<List<String>> NAILGUN_FEATURES =
            Rules.list("octane.nailgun.feature-groups", "experimental,advanced");

    static final Setting<Path> TLS_CA = Rules.file("octane.tls.ca-file", "");

    static final Setting<String> BROKER_URL = broker("octane.broker.url", "", true);
    static final Setting<String> BROKER_USER = Rules.text("octane.broker.user", "");
    static final Setting<SecretSource> BROKER_PASSWORD_FILE = Rules.secret("octane.broker.password-file");

    static final Setting<List<String>> BROKER_SENDERS = Rules.list("octane.broker.senders", "commands:operator");

    static final Setting<String> ASTUTE_URL = broker("octane.astute.url", "amqp://127.0.0.1:5672", false);
    static final Setting<String> ASTUTE_USER = Rules.text("octane.astute.user", "mcollective");
    static final Setting<SecretSource> ASTUTE_PASSWORD_FILE = Rules.secret("octane.astute.password-file");
    static final Setting<String> ASTUTE_PASSWORD = Rules.text("octane.astute.password", "");
    static final Setting<Duration> ASTUTE_RUNNING_WITHIN = Rules.duration("octane.astute.running-within", "60s");
    static final Setting<Duration> ASTUTE_PROVISION_WITHIN = Rules.duration("octane.astute.provision-within", "105m");
    static final Setting<Duration> ASTUTE_DEPLOY_WITHIN = Rules.duration("octane.astute.deploy-within", "180m");
    static final Setting<Duration> ASTUTE_REMOVE_WITHIN = Rules.duration("octane.astute.remove-within", "25m");
    static final Setting<Duration> ASTUTE_ASK_AFTER = Rules.duration("octane.astute.ask-after", "5m");

    static final Setting<String> SSH_USER = Rules.required("octane.ssh.user", "root", "the name of a user");
    static final Setting<Path> SSH_KEY_FILE = Rules.file("octane.ssh.key-file", "/root/.ssh/id_rsa");
    static final Setting<Path> SSH_ADDRESSES = Rules.file("octane.ssh.addresses", "");
    static final Setting<List<String>> SSH_KEX = Rules.list("octane.ssh.kex");
    static final Setting<List<String>> SSH_CIPHERS = Rules.list("octane.ssh.ciphers");
    static final Setting<List<String>> SSH_MACS = Rules.list("octane.ssh.macs");
    static final Setting<List<String>> SSH_SIGNATURES = Rules.list("octane.ssh.signatures");
    static final Setting<Duration> SSH_TIMEOUT = Rules.duration("octane.ssh.timeout", "120s");
    static final Setting<Duration> SSH_JOB_POLL = Rules.duration("octane.ssh.job-poll", "0.3s");

    static final Setting<String> MASTER_HOST = host("octane.master.host", "127.0.0.1");
    static final Setting<String> MASTER_DNS_DOMAIN = domain("octane.master.dns-domain");
    static final Setting<String> MASTER_DNS_SERVERS =
            Rules.required("octane.master.dns-servers", "127.0.0.1", "the addresses of name servers");
    static final Setting<String> MASTER_COBBLER_URL = Rules.matching(
            "octane.master.cobbler-url",
            "http://localhost/cobbler_api",
            "an address such as http://localhost/cobbler_api",
            value -> value.startsWith("http://") || value.startsWith("https://"));
    static final Setting<String> MASTER_COBBLER_USER =
            Rules.required("octane.master.cobbler-user", "cobbler", "the name of a user");
    static final Setting<SecretSource> MASTER_COBBLER_PASSWORD_FILE =
            Rules.secret("octane.master.cobbler-password-file");
    static final Setting<String> MASTER_MCOLLECTIVE_HOST = host("octane.master.mcollective-host", "localhost");
    static final Setting<String> MASTER_MCOLLECTIVE_USER =
            Rules.required("octane.master.mcollective-user", "guest", "the name of a user");
    static final Setting<SecretSource> MASTER_MCOLLECTIVE_PASSWORD_FILE =
            Rules.secret("octane.master.mcollective-password-file");
    static final Setting<String> MASTER_MCOLLECTIVE_VHOST =
            Rules.required("octane.master.mcollective-vhost", "mcollective", "the name of a virtual host");
    static final Setting<SecretSource> MASTER_MCOLLECTIVE_PSKEY_FILE =
            Rules.secret("octane.master.mcollective-pskey-file");
    static final Setting<String> MASTER_PUPPET = host("octane.master.puppet", "localhost");
    static final Setting<String> MASTER_TIMEZONE =
            Rules.required("octane.master.timezone", "Etc/UTC", "a time zone such as Etc/UTC");
    static final Setting<List<String>> MASTER_AUTHORIZED_KEYS = Rules.list("octane.master.authorized-keys");

    static final Setting<Integer> ENGINE_WORKERS = Rules.number("octane.engine.workers", 16);
    static final Setting<Integer> ENGINE_CONSUMERS = Rules.number("octane.engine.consumers", 2);
    static final Setting<Duration> ENGINE_LEASE = Rules.duration("octane.engine.lease", "6s");
    static final Setting<Integer> ENGINE_RENEWAL = Rules.number("octane.engine.renewal", 1500);
    static final Setting<Duration> ENGINE_FIRST_RETRY = Rules.duration("octane.engine.first-retry", "1s");
    static final Setting<Duration> ENGINE_LONGEST_RETRY = Rules.duration("octane.engine.longest-retry", "60s");
    static final Setting<Duration> ENGINE_LOST_MESSAGE_AFTER = Rules.duration("octane.engine.lost-message-after", "2s");

    static final Setting<Duration> UPGRADE_MESSAGES_GRACE = Rules.duration("octane.upgrade.messages-grace", "30s");

    static final Setting<String> PROBE_API = Rules.matching(
            "octane.probe.api",
            "auto",
            "auto, none, or an address such as http://192.0.2.7:5000/",
            value -> value.matches("auto|none|https?://\\S+"));
    static final Setting<List<Target>> PROBE_TARGETS = Rules.targets("octane.probe.targets");
    static final Setting<Duration> PROBE_TIMEOUT = Rules.duration("octane.probe.timeout", "1s");
    static final Setting<Duration> PROBE_API_LONGEST = Rules.optionalDuration("octane.probe.limit.api-longest");
    static final Setting<Duration> PROBE_API_TOTAL = Rules.optionalDuration("octane.probe.limit.api-total");
    static final Setting<Duration> PROBE_LONGEST = Rules.optionalDuration("octane.probe.limit.longest");
    static final Setting<Duration> PROBE_TOTAL = Rules.optionalDuration("octane.probe.limit.total");

    static final Setting<Integer> LOG_STEP_LINES = Rules.number("octane.log.step-lines", 5_000);
    static final Setting<Integer> LOG_UPGRADE_LINES = Rules.number("octane.log.upgrade-lines", 200_000);
    static final Setting<Integer> LOG_UPGRADES = Rules.number("octane.log.upgrades", 20);

    static final Setting<String> NOTIFY_WEBHOOK = web("octane.notify.webhook");
    static final Setting<SecretSource> NOTIFY_HEADER_FILE = Rules.secret("octane.notify.webhook-header-file");
    static final Setting<List<String>> NOTIFY_COMMAND = Rules.list("octane.notify.command");
    static final Setting<Duration> NOTIFY_TIMEOUT = Rules.duration("octane.notify.timeout", "10s");
    static final Setting<Duration> NOTIFY_GIVE_UP_AFTER = Rules.duration("octane.notify.give-up-after", "24h");

    static final Setting<String> TRACES_ENDPOINT = web("octane.traces.endpoint");

    private static final List<Setting<?>> ALL = Arrays.stream(Keys.class.getDeclaredFields())
            .filter(field -> field.getType() == Setting.class)
            .<Setting<?>>map(Keys::value)
            .toList();

    private Keys() {}

    static List<Setting<?>> all() {
        return ALL;
    }

    private static Setting<?> value(java.lang.reflect.Field field) {
        try {
            return (Setting<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Setting<String> database(String key, String standard, boolean optional) {
        return Rules.matching(
                key,
                standard,
                "an address such as jdbc:postgresql://127.0.0.1:5432/octane",
                value -> value.isEmpty() ? optional : value.startsWith("jdbc:postgresql:"));
    }

    private static Setting<String> broker(String key, String standard, boolean optional) {
        return Rules.matching(
                key,
                standard,
                "an address such as amqp://10.20.0.2:5672, or several: failover:(amqp://10.20.0.2:5672,amqp://10.20.0.3:5672)",
                value -> value.isEmpty()
                        ? optional
                        : Arrays.stream(Account.addresses(value).split(",")).allMatch(Keys::isAmqp));
    }

    private static boolean isAmqp(String address) {
        return address.startsWith("amqp://") || address.startsWith("amqps://");
    }

    private static Setting<String> web(String key) {
        return Rules.matching(
                key,
                "",
                "an address such as http://10.20.0.2:35357",
                value -> value.isEmpty() || value.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?"));
    }

    private static Setting<String> host(String key, String standard) {
        return Rules.required(key, standard, "a host name or an IP address");
    }

    private static Setting<String> domain(String key) {
        return Rules.required(key, "example.com", "a DNS domain");
    }
}
