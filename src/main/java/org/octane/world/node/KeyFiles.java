package org.octane.world.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.octane.security.OwnerOnlyFile;

/** ECDSA key pairs in files of OpenSSH's format, mode 600. */
final class KeyFiles {

    private KeyFiles() {}

    /** The key in that file, made now if there is none. */
    static KeyPair readOrCreate(Path file) {
        return Files.exists(file) ? read(file) : replace(file);
    }

    /** A new key in place of the one in that file. */
    static KeyPair replace(Path file) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var text = new ByteArrayOutputStream();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "octane world", null, text);
            OwnerOnlyFile.write(file, text.toString(StandardCharsets.US_ASCII));
            return pair;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair read(Path file) {
        return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
    }
}
