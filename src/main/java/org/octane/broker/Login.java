package org.octane.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The broker's one account; made at its first start and kept in a file of mode 600. */
record Login(String user, String password) {

    private static final int BYTES = 16;

    static Login of(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return new Login("octane", Files.readString(file).strip());
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
