package org.octane.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;

/** Asks a target once, from the server itself. */
final class Looks {

    private static final int FAULTY = 500;

    /** What the JDK gives for words without a status line. */
    private static final int NO_HTTP = -1;

    /** The machine that asks could not even try. */
    private static final List<String> NO_CHANCE = List.of(
            "network is unreachable",
            "cannot assign requested address",
            "too many open files",
            "operation not permitted",
            "permission denied");

    private final int millis;

    Looks(Duration timeout) {
        millis = (int) timeout.toMillis();
    }

    Verdict at(Target target) {
        try {
            return switch (target.kind()) {
                case HTTP -> http(target.address());
                case TCP -> tcp(target);
                case PING -> ping(target.host());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.UNKNOWN;
        }
    }

    /** An answer that says that the server is at fault is none: a balancer gives that for a service that is away. */
    private Verdict http(String url) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection secure) {
                AnyCertificate.accept(secure);
            }
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("User-Agent", "octane/probe");
            int status = connection.getResponseCode();
            return status != NO_HTTP && status < FAULTY ? Verdict.UP : Verdict.DOWN;
        } catch (IOException e) {
            return of(e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private Verdict tcp(Target target) {
        try (var socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(target.host(), target.port()), millis);
            return Verdict.UP;
        } catch (IOException e) {
            return of(e);
        }
    }

    /** The system's ping may do what a program of an ordinary user may not. */
    private Verdict ping(String host) throws InterruptedException {
        Process ping;
        try {
            ping = new ProcessBuilder(
                            "ping",
                            "-n",
                            "-q",
                            "-c",
                            "1",
                            "-W",
                            Long.toString(Math.max(1, (millis + 999) / 1000)),
                            host)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Verdict.UNKNOWN;
        }
        try {
            if (!ping.waitFor(millis + 1_000L, TimeUnit.MILLISECONDS)) {
                return Verdict.UNKNOWN;
            }
            return switch (ping.exitValue()) {
                case 0 -> Verdict.UP;
                case 1 -> Verdict.DOWN;
                default -> Verdict.UNKNOWN;
            };
        } finally {
            ping.destroyForcibly();
        }
    }

    private static Verdict of(IOException e) {
        var message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return e instanceof UnknownHostException || NO_CHANCE.stream().anyMatch(message::contains)
                ? Verdict.UNKNOWN
                : Verdict.DOWN;
    }
}
