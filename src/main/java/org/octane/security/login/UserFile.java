package org.octane.security.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.octane.security.OwnerOnlyFile;

/** Users in a file, a line each: {@code NAME:ROLE:HASH}. */
public final class UserFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Set<PosixFilePermission> FOREIGN = PosixFilePermissions.fromString("---rwxrwx");

    /** One user. */
    record User(String name, Role role, String hash) {

        @Override
        public String toString() {
            return name + ":" + role.word();
        }
    }

    private final Path file;

    public UserFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path path() {
        return file;
    }

    /**
     * Adds a user, or changes the role and password of one.
     *
     * @throws IllegalArgumentException if that is no name of a user
     */
    public void put(String name, Role role, String hash) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of a user: up to 64 letters, digits and . _ @ -, a letter or digit first");
        }
        var users = present();
        users.put(name, new User(name, role, hash));
        write(users);
    }

    /** @return whether there was such a user */
    public boolean remove(String name) throws IOException {
        var users = present();
        boolean removed = users.remove(name) != null;
        if (removed) {
            write(users);
        }
        return removed;
    }

    /**
     * All users by their names.
     *
     * @throws IllegalStateException if the file can be changed by others, or a line of it can't be understood
     */
    Map<String, User> read() throws IOException {
        if (Files.getPosixFilePermissions(file).stream().anyMatch(FOREIGN::contains)) {
            throw new IllegalStateException(
                    "The users in " + file + " may be read or changed by others. Correct it with: chmod 600 " + file);
        }
        var users = new LinkedHashMap<String, User>();
        int number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                var user = user(line, number);
                users.put(user.name(), user);
            }
        }
        return users;
    }

    private Map<String, User> present() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return new LinkedHashMap<>();
        }
    }

    private User user(String line, int number) {
        var parts = line.split(":", 3);
        try {
            if (parts.length == 3 && NAME.matcher(parts[0]).matches() && parts[2].startsWith("$argon2")) {
                return new User(parts[0], Role.of(parts[1]), parts[2].strip());
            }
        } catch (IllegalArgumentException e) {
            // No such role: told below, without the hash.
        }
        throw new IllegalStateException("Line " + number + " of " + file
                + " is not NAME:reader:HASH or NAME:operator:HASH. Write users with: octane user add NAME --role ROLE");
    }

    private void write(Map<String, User> users) throws IOException {
        OwnerOnlyFile.write(
                file,
                users.values().stream()
                        .map(user -> user.name() + ":" + user.role().word() + ":" + user.hash() + "\n")
                        .collect(Collectors.joining()));
    }
}
