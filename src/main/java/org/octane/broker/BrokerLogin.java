package org.octane.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** An account of the embedded broker; its password is made at the first start and kept in a file of mode 600. */
record BrokerLogin(String user, String password) {

    private static final int BYTES = 16;

    static BrokerLogin of(String user, Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return new BrokerLogin(user, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's password can't be kept in " + file, e);
        }
    }

    boolean accepts(String password) {
        return password != null
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.UTF_8), this.password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user;
    }

    private static void write(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.createDirectories(file.getParent());
        var draft = Files.createTempFile(
                file.getParent(),
                "password",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, HexFormat.of().formatHex(bytes));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
