package org.octane.security.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.octane.security.OwnerOnlyFile;

/** One operator: whoever can read the token's file. The token is made when there is none. */
public final class TokenAccounts implements Accounts {

    /** Its name: who holds the token is not known any nearer. */
    private static final Person OPERATOR = new Person("operator", Role.OPERATOR);

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final String digest;

    private TokenAccounts(String token) {
        this.digest = Digest.of(token);
    }

    /** @throws IllegalStateException if others can, or could, read the token */
    public static TokenAccounts in(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            OwnerOnlyFile.write(file, Digest.random() + "\n");
        }
        var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !OWNER.containsAll(permissions)) {
            throw new IllegalStateException("The token in " + file
                    + " may be known to others, who could read the file. Remove it: the next start makes another one.");
        }
        var token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new IllegalStateException(
                    "The file " + file + " holds no token. Remove it: the next start makes another one.");
        }
        return new TokenAccounts(token);
    }

    @Override
    public Optional<Login> byToken(String token) {
        return Digest.same(digest, Digest.of(token))
                ? Optional.of(new Login(OPERATOR, () -> Optional.of(OPERATOR), note()))
                : Optional.empty();
    }

    @Override
    public Optional<Login> byNote(String note) {
        return note.equals(note())
                ? Optional.of(new Login(OPERATOR, () -> Optional.of(OPERATOR), note))
                : Optional.empty();
    }

    private String note() {
        return "token " + Digest.of(digest);
    }

    /** Programs that know only names and passwords give the token as password. */
    @Override
    public Optional<Login> byPassword(String name, String password) {
        return byToken(password);
    }
}
