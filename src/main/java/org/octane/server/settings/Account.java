package org.octane.server.settings;

/**
 * How to log in to a database or a broker.
 *
 * @param url empty: none is named
 */
public record Account(String url, String user, String password) {

    static Account of(
            Settings settings,
            Setting<String> url,
            Setting<String> user,
            Setting<String> password,
            Setting<SecretSource> passwordFile) {
        var given = settings.get(password);
        return new Account(
                settings.get(url), settings.get(user), given.isEmpty() ? settings.secret(passwordFile) : given);
    }

    @Override
    public String toString() {
        return "Account[url=" + url + ", user=" + user + "]";
    }
}
