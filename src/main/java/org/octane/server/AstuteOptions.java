package org.octane.server;

import java.util.Arrays;
import java.util.List;
import org.octane.astute.AstuteSettings;
import org.octane.astute.facts.MasterSettings;

/** The options of Astute, {@code octane.astute.*} and {@code octane.master.*}. */
final class AstuteOptions {

    private AstuteOptions() {}

    static AstuteSettings of(Settings settings) {
        return new AstuteSettings(
                settings.duration("octane.astute.running-within"),
                settings.duration("octane.astute.provision-within"),
                settings.duration("octane.astute.deploy-within"),
                settings.duration("octane.astute.remove-within"),
                settings.duration("octane.astute.ask-after"),
                Boolean.parseBoolean(settings.text("octane.nailgun.receiver")),
                master(settings));
    }

    private static MasterSettings master(Settings settings) {
        return new MasterSettings(
                settings.text("octane.master.dns-domain"),
                settings.text("octane.master.dns-servers"),
                new MasterSettings.Cobbler(
                        settings.text("octane.master.cobbler-url"),
                        settings.text("octane.master.cobbler-user"),
                        secret(settings, "octane.master.cobbler-password-file", "cobbler")),
                new MasterSettings.Collective(
                        settings.text("octane.master.mcollective-host"),
                        settings.text("octane.master.mcollective-user"),
                        secret(settings, "octane.master.mcollective-password-file", "guest"),
                        settings.text("octane.master.mcollective-vhost")),
                settings.secret("octane.master.mcollective-pskey-file"),
                settings.text("octane.master.puppet"),
                settings.text("octane.master.timezone"),
                keys(settings.textOr("octane.master.authorized-keys", "")));
    }

    private static String secret(Settings settings, String key, String otherwise) {
        var secret = settings.secret(key);
        return secret.isEmpty() ? otherwise : secret;
    }

    private static List<String> keys(String separated) {
        return Arrays.stream(separated.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
    }
}
