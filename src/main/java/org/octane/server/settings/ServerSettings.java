package org.octane.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.octane.astute.AstuteSettings;
import org.octane.engine.EngineSettings;
import org.octane.node.NodeSettings;
import org.octane.notify.NotifySettings;
import org.octane.output.OutputSettings;
import org.octane.probe.ProbeSettings;

/**
 * All settings of a server, checked.
 *
 * @param cloud its name, where there are several; empty: there is one
 * @param formerly what the cloud was called before, see {@link org.octane.server.instance.CloudName}
 * @param traces where traces are sent; empty: nowhere
 * @param workers how many steps run at once
 * @param messagesGrace how long old queues may be emptied before they are dropped
 * @param camel Camel's properties as the operator wrote them, and placeholders in routes
 */
public record ServerSettings(
        String cloud,
        String formerly,
        HttpSettings http,
        LoginSettings login,
        DatabaseSettings databases,
        BrokerSettings brokers,
        NailgunSettings nailgun,
        AstuteSettings astute,
        NodeSettings node,
        EngineSettings engine,
        OutputSettings output,
        ProbeSettings probes,
        NotifySettings notices,
        String traces,
        int workers,
        Duration messagesGrace,
        Properties camel) {

    /**
     * @param instance what this server calls itself
     * @throws IllegalArgumentException if a value is not as it has to be
     */
    public static ServerSettings of(Settings settings, String instance) {
        var login = LoginSettings.of(settings);
        return new ServerSettings(
                settings.cloud(),
                settings.get(Keys.CLOUD_FORMERLY),
                HttpSettings.of(settings).guardedBy(login),
                login,
                DatabaseSettings.of(settings),
                BrokerSettings.of(settings),
                NailgunSettings.of(settings),
                SettingsRecords.astute(settings),
                SettingsRecords.node(settings),
                SettingsRecords.engine(settings, instance),
                new OutputSettings(
                        settings.get(Keys.LOG_STEP_LINES),
                        settings.get(Keys.LOG_UPGRADE_LINES),
                        settings.get(Keys.LOG_UPGRADES)),
                SettingsRecords.probes(settings),
                SettingsRecords.notices(settings),
                SettingsRecords.traces(settings),
                settings.get(Keys.ENGINE_WORKERS),
                settings.get(Keys.UPGRADE_MESSAGES_GRACE),
                camel(settings));
    }

    /** Passwords of Octane's own, which a node or a database might quote. */
    public List<String> passwords() {
        return Stream.concat(
                        Stream.of(databases.octane(), databases.nailgun(), brokers.octane(), brokers.astute())
                                .map(Account::password),
                        Stream.of(login.keystone().password(), notices.secret()))
                .toList();
    }

    private static Properties camel(Settings settings) {
        var camel = settings.others();
        for (var setting : List.of(Keys.ENGINE_WORKERS, Keys.ENGINE_CONSUMERS, Keys.ENGINE_RENEWAL)) {
            camel.setProperty(setting.key(), settings.get(setting).toString());
        }
        return camel;
    }
}
