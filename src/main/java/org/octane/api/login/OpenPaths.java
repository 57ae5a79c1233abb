package org.octane.api.login;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that somebody may ask for who is not logged in. A path is compared as it was sent: one that only becomes one of these by
 * being decoded is none.
 */
final class OpenPaths {

    private record Open(HttpMethod method, Pattern path) {}

    private static final List<Open> ALWAYS = List.of(
            open(HttpMethod.GET, "/login"),
            open(HttpMethod.POST, "/login"),
            open(HttpMethod.GET, "/login\\.css"),
            // Each browser asks for it beside whatever page.
            open(HttpMethod.GET, "/favicon\\.ico"),
            // Hawtio sends a browser there whose session has ended.
            open(HttpMethod.GET, "/hawtio/auth/logout"),
            // For load balancers and watchdogs: UP or DOWN, and nothing else.
            open(HttpMethod.GET, "/observe/health(/live|/ready)?"),
            // As Nailgun's, whose clients learn here that they have to log in.
            open(HttpMethod.GET, "/api(/v1)?/version/?"));

    private final boolean keystone;

    /** @param keystone whether Keystone's own API is passed through */
    OpenPaths(boolean keystone) {
        this.keystone = keystone;
    }

    boolean has(HttpServerRequest request) {
        var path = request.path();
        if (path == null) {
            return false;
        }
        return ALWAYS.stream()
                        .anyMatch(open -> open.method().equals(request.method())
                                && open.path().matcher(path).matches())
                || keystone && KeystonePassage.leadsThrough(path);
    }

    private static Open open(HttpMethod method, String path) {
        return new Open(method, Pattern.compile(path));
    }
}
