package org.octane.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.octane.failure.Code;

/**
 * The server's REST API. Every failure is a {@link Failure}: exit status 3 if nothing answers, 4 if the server refuses.
 * HttpURLConnection, since the newer client costs 150 ms at its first call.
 */
public final class Api {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 60_000;
    private static final int EVENTS_MILLIS = 20_000;

    private static final int PAUSE_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String base;
    private final Access access;
    private Login login;

    /**
     * How the server lets in.
     *
     * @param login found when it is needed first
     * @param trust null: certificates that the system trusts
     */
    public record Access(Supplier<Login> login, SSLSocketFactory trust) {}

    /** @param server as an operator writes it: with or without a trailing slash, without /api/v1 */
    public Api(String server, Access access) {
        if (!server.matches("https?://(\\[[0-9a-fA-F:.]+]|[\\w.~-]+)(:\\d{1,5})?/*")) {
            throw new Failure(
                    ExitCode.USAGE,
                    "'" + server + "' is not a server's address.",
                    "Write it as in http://127.0.0.1:8008.");
        }
        this.access = access;
        this.base = server.replaceAll("/+$", "");
    }

    public String base() {
        return base;
    }

    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** @param body null for none */
    public JsonNode post(String path, JsonNode body) {
        return call("POST", path, body);
    }

    /** @param body null for none */
    public JsonNode put(String path, JsonNode body) {
        return call("PUT", path, body);
    }

    /** A server-sent event stream after the event numbered {@code last}; 0 is from the beginning. */
    InputStream events(String path, long last) throws IOException {
        HttpURLConnection connection = open("GET", path);
        connection.setReadTimeout(EVENTS_MILLIS);
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setRequestProperty("Last-Event-ID", Long.toString(last));
        if (connection.getResponseCode() != 200) {
            throw new IOException("status " + connection.getResponseCode());
        }
        return connection.getInputStream();
    }

    private JsonNode call(String method, String path, JsonNode body) {
        if (method.equals("GET")) {
            return call(method, path, null, null);
        }
        // By the same key it is carried out once, however often it is asked for.
        String key = UUID.randomUUID().toString();
        try {
            return call(method, path, body, key);
        } catch (Failure failure) {
            if (!failure.code().equals(Code.ANSWER_LOST.word())) {
                throw failure;
            }
            return again(failure, () -> call(method, path, body, key));
        }
    }

    /** A server that was killed meanwhile may be back soon. */
    private static JsonNode again(Failure lost, Supplier<JsonNode> call) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                return call.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw lost;
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE) {
                    throw e;
                }
            }
        }
        throw lost;
    }

    /** @param key null: it is no change */
    private JsonNode call(String method, String path, JsonNode body, String key) {
        byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection = connected(method, path, body == null ? null : bytes, key);
        try {
            if (key != null) {
                try (var stream = connection.getOutputStream()) {
                    stream.write(bytes);
                }
            }
            int status = connection.getResponseCode();
            String answer = body(status < 400 ? connection.getInputStream() : connection.getErrorStream());
            if (status >= 300) {
                throw ErrorAnswer.of(
                        base,
                        status,
                        answer,
                        connection.getHeaderField("Retry-After"),
                        connection.getHeaderField(ErrorAnswer.CODE));
            }
            return status == 204 ? Json.object() : said(answer);
        } catch (JsonProcessingException e) {
            throw ErrorAnswer.notOctane(base);
        } catch (IOException e) {
            throw key == null ? unreachable(e) : lost(e);
        }
    }

    /** Whatever succeeds at Octane says what came of it; else nothing would read as success. */
    private JsonNode said(String answer) throws JsonProcessingException {
        JsonNode said = Json.read(answer);
        if (!said.isArray() && said.isEmpty()) {
            throw ErrorAnswer.notOctane(base);
        }
        return said;
    }

    /** Up to here nothing is sent. */
    private HttpURLConnection connected(String method, String path, byte[] body, String key) {
        try {
            HttpURLConnection connection = open(method, path);
            connection.setReadTimeout(READ_MILLIS);
            connection.setRequestProperty("Accept", "application/json");
            if (key != null) {
                connection.setRequestProperty("Idempotency-Key", key);
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body == null ? 0 : body.length);
            }
            if (body != null) {
                connection.setRequestProperty("Content-Type", "application/json");
            }
            connection.connect();
            return connection;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + "/api/v1" + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setRequestProperty("User-Agent", "octane/cli");
        // An answer that leads elsewhere would take the token there.
        connection.setInstanceFollowRedirects(false);
        if (access.trust() != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(access.trust());
        }
        login().show(connection);
        return connection;
    }

    private synchronized Login login() {
        if (login == null) {
            login = access.login().get();
        }
        return login;
    }

    private static String body(InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Failure unreachable(IOException e) {
        if (e instanceof SSLException) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    "The server at " + base + " is not trusted: " + e.getMessage() + ".",
                    "Name a file with its certificate, or its authority's, with --ca-file FILE or OCTANE_CA_FILE.");
        }
        return new Failure(
                ExitCode.UNREACHABLE,
                "No Octane server answers at " + base + ": " + why(e) + ".",
                "Start one with 'octane server', or name a running one with --url URL, OCTANE_URL or --data DIR.");
    }

    private Failure lost(IOException e) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "The server at " + base + " has taken the request and not answered: " + why(e) + ".",
                "Whether it was carried out is not known. Look with 'octane status' before you repeat it.",
                Code.ANSWER_LOST.word());
    }

    private static String why(IOException e) {
        return e instanceof SocketTimeoutException ? "it took too long to answer" : e.getMessage();
    }
}
