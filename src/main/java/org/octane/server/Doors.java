package org.octane.server;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.octane.api.login.Door;
import org.octane.audit.AuditEntry;
import org.octane.security.login.Accounts;
import org.octane.security.login.FileAccounts;
import org.octane.security.login.KeystoneAccounts;
import org.octane.security.login.Logins;
import org.octane.security.login.Passwords;
import org.octane.security.login.SessionFile;
import org.octane.security.login.TokenAccounts;
import org.octane.security.login.UserFile;
import org.octane.server.settings.LoginSettings;

/** Makes the door that the settings describe. */
final class Doors {

    /** Its name in the data folder; the command line reads it there. */
    private static final String TOKEN = "token";

    private static final String SESSIONS = "sessions";

    private Doors() {}

    static Door of(LoginSettings settings, Path data, Consumer<AuditEntry> audit) throws IOException {
        var ticker = Ticker.systemTicker();
        var accounts = new ArrayList<Accounts>();
        var ways = new ArrayList<String>();
        if (settings.users() != null) {
            accounts.add(FileAccounts.in(new UserFile(settings.users()), new Passwords(), ticker));
            ways.add("name and password (HTTP Basic)");
        }
        if (settings.keystone().present()) {
            accounts.add(new KeystoneAccounts(settings.keystone(), InstantSource.system(), ticker));
            ways.add("a token of Keystone in the header X-Auth-Token");
        }
        if (!settings.named()) {
            accounts.add(TokenAccounts.in(data.resolve(TOKEN)));
            ways.add("the token of the server's data folder in the header X-Auth-Token");
        }
        var sessions = new SessionFile(data.resolve(SESSIONS), InstantSource.system());
        return new Door(
                new Logins(accounts, settings.idle(), settings.longest(), ticker, sessions),
                "Send " + String.join(", or ", ways) + ".",
                settings.keystone().publicUrl(),
                settings.keystone().authorities(),
                audit);
    }
}
