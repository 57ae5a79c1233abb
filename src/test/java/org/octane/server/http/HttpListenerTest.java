package org.octane.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.security.TestCertificate;

/** What clients can do to the HTTP server before anybody has looked at what they ask for. */
class HttpListenerTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenIsToldInsteadOfServingNobody() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                var listener = new HttpListener("127.0.0.1", taken.getLocalPort(), TlsFiles.NONE)) {
            assertThatThrownBy(listener::listen)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nx"
            })
    void whoSendsAByteNowAndThenIsCutOff(String beginning) throws Exception {
        try (var listener = listening();
                var socket = connected(listener)) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            var begun = System.nanoTime();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThatThrownBy(() -> {
                                socket.getOutputStream().write('x');
                                socket.getOutputStream().flush();
                            })
                            .isInstanceOf(SocketException.class));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void aConnectionThatIsUsedIsKept() throws Exception {
        try (var listener = listening();
                var socket = connected(listener)) {
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var answer = new byte[1_024];
                int length = socket.getInputStream().read(answer);
                assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 404");
                await().pollDelay(SHORT.dividedBy(2)).until(() -> true);
            }
        }
    }

    @Test
    void whoIsSlowWithASecondRequestIsCutOffToo() throws Exception {
        try (var listener = listening();
                var socket = connected(listener)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read(new byte[1_024])).isPositive();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThatThrownBy(() -> {
                                socket.getOutputStream().write('x');
                                socket.getOutputStream().flush();
                            })
                            .isInstanceOf(SocketException.class));
        }
    }

    @Test
    void framesOfHttp2AreNotEvenRead() throws Exception {
        try (var listener = listening();
                var socket = connected(listener)) {
            var out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // SETTINGS, HEADERS without END_HEADERS, then CONTINUATION without an end.
            out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82});
            assertThatThrownBy(() -> {
                        var frame = new byte[9 + 16_384];
                        frame[1] = 0x40;
                        frame[3] = 9;
                        frame[8] = 1;
                        for (int i = 0; i < 10_000; i++) {
                            out.write(frame);
                        }
                    })
                    .as("160 MB that nobody takes")
                    .isInstanceOf(SocketException.class);
        }
        try (var listener = listening();
                var socket = connected(listener)) {
            socket.getOutputStream()
                    .write(
                            ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new byte[1_024];
            int length = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void headsThatAreTooLargeAreRefused() throws Exception {
        for (var head : List.of(
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(60_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "X: y\r\n".repeat(20_000) + "\r\n")) {
            try (var listener = listening();
                    var socket = connected(listener)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .matches("HTTP/1\\.[01] 4(14|31|00)");
            } catch (SocketException e) {
                // Cut off while it was still sending.
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /%s HTTP/1.1', 9000, 414, too-large, The address is longer than 8192 bytes.",
        "'GET / HTTP/1.1\r\nX: %s', 33000, 431, too-large, The headers are longer than 32768 bytes.",
        "'NO VERB, NO%sPATH', 1, 400, invalid-request, This is no request of HTTP/1.1.",
    })
    void whatHasNoHeadGetsTheOneErrorBody(String head, int length, int status, String code, String sentence)
            throws Exception {
        try (var listener = listening();
                var socket = connected(listener)) {
            socket.getOutputStream()
                    .write((head.formatted("x".repeat(length)) + "\r\nHost: 127.0.0.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                    .containsIgnoringCase("content-type: application/json")
                    .containsIgnoringCase("octane-code: " + code)
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .endsWith("{\"message\":\"" + sentence + "\",\"errors\":[]}");
        }
    }

    @Test
    void oneSourceCannotTakeAllConnections() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var listener = new HttpListener("127.0.0.1", 0, TlsFiles.NONE)) {
            listener.listen();
            for (int i = 0; i < 300; i++) {
                sockets.add(connected(listener));
            }
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            sockets.stream().filter(HttpListenerTest::isClosed).count())
                    .isGreaterThanOrEqualTo(44));
            sockets.get(0).close();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                try (var again = connected(listener)) {
                    assertThat(isClosed(again)).isFalse();
                }
            });
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void anOldVersionOfTlsIsRefusedAndANewCertificateTakenWithoutAStart() throws Exception {
        var files = certificate("one");
        try (var listener = new HttpListener("127.0.0.1", 0, files)) {
            listener.listen();
            assertThat(listener.url()).startsWith("https://");
            assertThat(served(listener, "TLSv1.2")).contains("CN=one");
            assertThat(served(listener, "TLSv1.3")).contains("CN=one");
            assertThatThrownBy(() -> served(listener, "TLSv1.1")).isInstanceOf(IOException.class);

            // A handshake may fail at the moment at which another certificate is taken.
            Files.writeString(files.certificate(), "rubbish");
            listener.reload();
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(served(listener, "TLSv1.3")).contains("CN=one"));

            certificate("two");
            listener.reload();
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(served(listener, "TLSv1.3")).contains("CN=two"));
        }
    }

    private static HttpListener listening() throws IOException {
        var listener = new HttpListener("127.0.0.1", 0, TlsFiles.NONE, SHORT, SHORT);
        listener.listen();
        return listener;
    }

    private static Socket connected(HttpListener listener) throws IOException {
        var url = URI.create(listener.url());
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(5);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Who serves, by a client that speaks this version only. */
    private static String served(HttpListener listener, String version) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        var url = URI.create(listener.url());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private TlsFiles certificate(String name) throws Exception {
        var made = TestCertificate.in(folder, name);
        return new TlsFiles(made.certificate(), made.key());
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
