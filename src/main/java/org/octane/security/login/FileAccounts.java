package org.octane.security.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The users of a file, which is read again when it has changed. Who asks for each request with name and password has the slow hash
 * made once a minute, not for each.
 */
public final class FileAccounts implements Accounts {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final UserFile file;
    private final Passwords passwords;
    /** What it takes to refuse somebody who is unknown: as long as to refuse a wrong password. */
    private final String nobody;
    /** From digests of name, password and hash. */
    private final Cache<String, Boolean> accepted;

    private Map<String, UserFile.User> users;
    private FileTime written;

    private FileAccounts(UserFile file, Passwords passwords, Ticker ticker) throws IOException {
        this.file = file;
        this.passwords = passwords;
        this.nobody = passwords.hash(Digest.random());
        this.accepted = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
        written = Files.getLastModifiedTime(file.path());
        users = file.read();
    }

    /** @throws IllegalStateException if the file can't be used as it is */
    public static FileAccounts in(UserFile file, Passwords passwords, Ticker ticker) throws IOException {
        return new FileAccounts(file, passwords, ticker);
    }

    @Override
    public Optional<Login> byToken(String token) {
        return Optional.empty();
    }

    @Override
    public Optional<Login> byPassword(String name, String password) {
        var user = user(name);
        var hash = user.map(UserFile.User::hash).orElse(nobody);
        var key = Digest.of(name + '\0' + password + '\0' + hash);
        if (accepted.getIfPresent(key) == null) {
            if (!passwords.matches(password, hash)) {
                return Optional.empty();
            }
            accepted.put(key, true);
        }
        return user.map(this::login);
    }

    @Override
    public Optional<Login> byNote(String note) {
        var words = note.split(" ", 3);
        return words.length == 3 && words[0].equals("user")
                ? user(words[2]).filter(known -> note(known).equals(note)).map(this::login)
                : Optional.empty();
    }

    private Login login(UserFile.User known) {
        return new Login(person(known), () -> still(known), note(known));
    }

    private static String note(UserFile.User known) {
        return "user " + Digest.of(known.hash()) + " " + known.name();
    }

    /** One whose password was changed has to log in again. */
    private Optional<Person> still(UserFile.User before) {
        return user(before.name())
                .filter(now -> now.hash().equals(before.hash()))
                .map(FileAccounts::person);
    }

    private static Person person(UserFile.User user) {
        return new Person(user.name(), user.role());
    }

    private synchronized Optional<UserFile.User> user(String name) {
        try {
            var now = Files.getLastModifiedTime(file.path());
            if (!now.equals(written)) {
                users = file.read();
                written = now;
            }
        } catch (IOException | IllegalStateException e) {
            // Whoever was let in by it may be the one who has spoilt it.
            throw new LoginUnavailable("The users in " + file.path() + " can't be read: " + e.getMessage(), e);
        }
        return Optional.ofNullable(users.get(name));
    }
}
