package org.octane.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.octane.security.login.KeystoneSettings;

/**
 * Who may log in. With neither users nor Keystone: who has the token of the data folder.
 *
 * @param users null: no file of users
 * @param idle after which a browser's session ends that nobody uses
 * @param longest after which each session ends
 */
public record LoginSettings(Path users, Duration idle, Duration longest, KeystoneSettings keystone) {

    public static LoginSettings of(Settings settings) {
        var url = settings.get(Keys.KEYSTONE_URL);
        var publicUrl = settings.get(Keys.KEYSTONE_PUBLIC_URL);
        return new LoginSettings(
                settings.get(Keys.LOGIN_USERS),
                settings.get(Keys.LOGIN_IDLE),
                settings.get(Keys.LOGIN_LONGEST),
                new KeystoneSettings(
                        settings.get(Keys.TLS_CA),
                        url,
                        publicUrl.isEmpty() ? url : publicUrl,
                        settings.get(Keys.KEYSTONE_USER),
                        settings.secret(Keys.KEYSTONE_PASSWORD_FILE),
                        settings.get(Keys.KEYSTONE_PROJECT),
                        settings.get(Keys.KEYSTONE_LOGIN_PROJECT),
                        settings.get(Keys.KEYSTONE_OPERATORS),
                        settings.get(Keys.KEYSTONE_READERS)));
    }

    /** Whether somebody else says who may log in than whoever can read the data folder. */
    public boolean named() {
        return users != null || keystone.present();
    }
}
