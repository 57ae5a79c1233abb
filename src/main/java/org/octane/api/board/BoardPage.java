package org.octane.api.board;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The page at {@code /} and the files that it is made of; there are no others below its paths. */
public final class BoardPage implements Handler<RoutingContext> {

    private static final String FOLDER = "/board/";
    private static final Pattern VIEWS = Pattern.compile("/(upgrades/\\d{1,18})?");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final String PAGE = "index.html";
    private static final List<String> FILES = List.of(
            "actions.js",
            "board.css",
            "dialog.js",
            "events.js",
            "icon.svg",
            "letters.js",
            "main.js",
            "node.js",
            "nodes.js",
            "outages.js",
            "server.js",
            "stages.js",
            "text.js",
            "upgrade.js",
            "upgrades.js");

    private final Buffer page = read(PAGE);
    private final Map<String, Buffer> files = new HashMap<>();

    public BoardPage() {
        FILES.forEach(name -> files.put(FOLDER + name, read(name)));
    }

    /** Whether there is something at this path. */
    public boolean has(String path) {
        return VIEWS.matcher(path).matches() || files.containsKey(path);
    }

    public void hang(Router router, int order) {
        router.get().order(order).handler(this);
    }

    @Override
    public void handle(RoutingContext request) {
        var path = request.request().path();
        var file = VIEWS.matcher(path).matches() ? page : files.get(path);
        if (file == null) {
            request.next();
            return;
        }
        var name = file == page ? PAGE : path;
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .end(file);
    }

    private static Buffer read(String name) {
        try (var in = BoardPage.class.getResourceAsStream("/web/board/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no web/board/" + name);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
