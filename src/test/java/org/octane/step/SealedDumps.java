package org.octane.step;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Dumps of databases as they lie on nodes, and what is in them for who has the key. */
final class SealedDumps {

    private static final String OPENSSL =
            "openssl enc -aes-256-cbc -md sha256 -pass pass:" + ScriptWorld.DUMP_KEY + " 2>/dev/null ";

    private static final byte[] SALTED = "Salted__".getBytes(StandardCharsets.US_ASCII);

    private SealedDumps() {}

    /** What is in one, but when it was made and which of the services have reported meanwhile; as it is where it is none, or no whole one. */
    static String withoutTime(byte[] sealed) {
        try {
            return new String(plain(sealed), StandardCharsets.ISO_8859_1)
                    .replaceFirst("(?m)^-- Dump completed on .*$", "-- Dump completed")
                    .replaceAll("(?s)(INSERT INTO `(services|agents)` VALUES).*?;\n", "$1;\n")
                    .replaceAll("(?<=')node-\\d+(?=')", "a node");
        } catch (GeneralSecurityException | IOException noWholeOne) {
            return new String(sealed, StandardCharsets.ISO_8859_1);
        }
    }

    static String checksum(Path file) throws IOException {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As openssl derives key and vector from a password and the salt. */
    private static byte[] plain(byte[] sealed) throws GeneralSecurityException, IOException {
        if (sealed.length < 32 || !Arrays.equals(SALTED, Arrays.copyOf(sealed, SALTED.length))) {
            throw new IOException("not sealed");
        }
        var sha = MessageDigest.getInstance("SHA-256");
        var secret = ByteBuffer.allocate(ScriptWorld.DUMP_KEY.length() + 8)
                .put(ScriptWorld.DUMP_KEY.getBytes(StandardCharsets.US_ASCII))
                .put(sealed, 8, 8)
                .array();
        var key = sha.digest(secret);
        sha.update(key);
        var vector = Arrays.copyOf(sha.digest(secret), 16);
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        var zipped = new ByteArrayInputStream(cipher.doFinal(sealed, 16, sealed.length - 16));
        try (var unzipped = new GZIPInputStream(zipped)) {
            return unzipped.readAllBytes();
        }
    }

    static String read(ScriptWorld world, int node, String path) {
        return world.shell(node, OPENSSL + "-d -in \"$OCTANE_ROOT" + path + "\" | gzip -dc")
                .out();
    }

    static void write(ScriptWorld world, int node, String path, String dump) throws IOException {
        var plain = Files.writeString(world.folder().resolve("plain"), dump);
        world.shell(node, "gzip -c " + plain + " | " + OPENSSL + "-salt >\"$OCTANE_ROOT" + path + "\"");
    }
}
