package org.octane.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that vouches for itself, made by keytool, with its key. */
public record TestCertificate(Path certificate, Path key, KeyStore store) {

    public static final char[] PASSWORD = "changeit".toCharArray();

    /** Over whatever is in the folder. @param name whom it is for, a name or an address */
    public static TestCertificate in(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        name.matches("[0-9.]+") ? "san=ip:" + name : "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException(new String(made.getInputStream().readAllBytes()));
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return new TestCertificate(
                Files.writeString(
                        folder.resolve("certificate.pem"),
                        pem("CERTIFICATE", keys.getCertificate("x").getEncoded())),
                Files.writeString(
                        folder.resolve("key.pem"),
                        pem("PRIVATE KEY", keys.getKey("x", PASSWORD).getEncoded())),
                keys);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }
}
