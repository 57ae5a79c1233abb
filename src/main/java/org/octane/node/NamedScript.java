package org.octane.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script with what tells it from others.
 *
 * @param name {@code <stage>/<script>}
 * @param sha256 of its text with all its parts, in hexadecimal
 */
record NamedScript(String name, NodeScript script, String sha256) {

    static NamedScript of(String name, NodeScript script) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(script.body().getBytes(StandardCharsets.UTF_8));
            return new NamedScript(name, script, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
