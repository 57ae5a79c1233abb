package org.octane.server.settings;

/**
 * How to log in to a database or a broker.
 *
 * @param url empty: none is named; of a broker one address or several, separated by commas
 */
public record Account(String url, String user, String password) {

    private static final String SEVERAL = "^failover:\\((.*)\\)$";

    public Account {
        url = addresses(url);
    }

    /** Several may be written as the client does that is used. */
    static String addresses(String url) {
        return url.replaceFirst(SEVERAL, "$1");
    }

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
