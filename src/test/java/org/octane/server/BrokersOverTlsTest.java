package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.security.CaFile;
import org.octane.security.TestCertificate;
import org.octane.server.settings.Account;

/** A broker behind TLS, up to the point where AMQP begins. */
class BrokersOverTlsTest {

    @TempDir
    private Path folder;

    @Test
    void aCertificateOfAnAuthorityThatIsNamedIsTrustedAndNoOther() throws Exception {
        var own = TestCertificate.in(folder, "127.0.0.1");
        var other = TestCertificate.in(java.nio.file.Files.createDirectory(folder.resolve("other")), "127.0.0.1");

        assertThat(greeting(own, CaFile.trusted(own.certificate()))).startsWith("AMQP");
        assertThat(greeting(own, CaFile.trusted(other.certificate()))).isEmpty();
        assertThat(greeting(own, null)).as("by what the system trusts").isEmpty();
    }

    @Test
    void aFileWithoutACertificateIsTold() throws Exception {
        var key = TestCertificate.in(folder, "x").key();

        assertThatThrownBy(() -> CaFile.trusted(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key.pem");
    }

    /** What a client sends first, once it trusts the server. */
    private static String greeting(TestCertificate certificate, SSLContext trusted) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate.store(), TestCertificate.PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        try (var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = CompletableFuture.supplyAsync(() -> {
                try (var socket = (SSLSocket) server.accept()) {
                    return new String(
                            socket.getInputStream().readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII);
                } catch (java.io.IOException e) {
                    return "";
                }
            });
            var factory = Brokers.connections(
                    new Account("amqps://127.0.0.1:" + server.getLocalPort(), "octane", "secret"),
                    Brokers.ONCE,
                    trusted);
            assertThatThrownBy(() -> factory.createConnection().start()).isInstanceOf(JMSException.class);
            return said.get(20, TimeUnit.SECONDS);
        }
    }
}
