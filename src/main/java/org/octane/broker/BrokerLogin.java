package org.octane.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** User and password of the embedded broker, made at its first start and kept in a file of mode 600. */
record BrokerLogin(String user, String password) {

    private static final int BYTES = 16;

    static BrokerLogin of(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return new BrokerLogin("octane", Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's password can't be kept in " + file, e);
        }
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
        Files.move(draft, file);
    }
}
