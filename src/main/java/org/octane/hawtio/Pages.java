package org.octane.hawtio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The files of Hawtio's library. They are kept as they travel, compressed. */
final class Pages {

    static final String START = "index.html";

    private static final String ROOT = "hawtio-static/";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*");
    /** Their names change with what is in them. */
    private static final String LASTING = "static/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

    /** @param name within Hawtio; false: there is none */
    boolean send(RoutingContext context, String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !PLAIN.matcher(name).matches()) {
            return false;
        }
        var file = files.computeIfAbsent(name, Pages::read);
        if (file.isEmpty()) {
            return false;
        }
        var response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (name.startsWith(LASTING)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=86400");
        }
        var accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(Buffer.buffer(file.get()));
        } else {
            response.end(Buffer.buffer(plain(file.get())));
        }
        return true;
    }

    private static Optional<byte[]> read(String name) {
        try (var in = Pages.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return Optional.empty();
            }
            var bytes = in.readAllBytes();
            return Optional.of(compressed(name.endsWith(".js") ? adapted(bytes) : bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The tab Source needs an editor that Hawtio has a browser load from a public server: it is left out. What is asked is sent as JSON
     * by its name.
     */
    private static byte[] adapted(byte[] script) {
        return new String(script, StandardCharsets.UTF_8)
                .replaceAll("(\\{id:\"source\",title:\"Source\",[^{}]*\\{}\\),isApplicable:)\\w+", "$1()=>!1")
                .replaceAll("https://cdn\\.jsdelivr\\.net/npm/monaco-editor@[0-9.]+/", "/hawtio/monaco/")
                .replace("\"Content-Type\":\"text/json\"", "\"Content-Type\":\"application/json\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] plain(byte[] compressed) {
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
