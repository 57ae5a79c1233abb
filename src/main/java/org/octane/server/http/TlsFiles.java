package org.octane.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate with its chain, and its key, as PEM.
 *
 * @param certificate null: no TLS
 */
public record TlsFiles(Path certificate, Path key) {

    public static final TlsFiles NONE = new TlsFiles(null, null);

    boolean present() {
        return certificate != null;
    }

    /**
     * What is in the files now; they are not looked at again.
     *
     * @throws IllegalArgumentException if that is no certificate with its key
     */
    PemKeyCertOptions read(Vertx vertx) throws IOException {
        var options = new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
                .setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
        try {
            options.getKeyManagerFactory(vertx);
            return options;
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    certificate + " and " + key + " are no certificate and its key: " + e.getMessage(), e);
        }
    }

    /** Changes whenever a file does. */
    String state() throws IOException {
        var state = new StringBuilder();
        for (var file : List.of(certificate, key)) {
            state.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file));
            state.append(' ').append(file.toRealPath()).append('\n');
        }
        return state.toString();
    }
}
