package org.octane.api.login;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The cookie that names a browser's session: no script can read it, no page of another site makes a browser send it. */
final class SessionCookie {

    private static final String NAME = "octane-session";

    private SessionCookie() {}

    /** @return null if there is none */
    static String in(HttpServerRequest request) {
        var cookie = request.getCookie(NAME);
        return cookie == null ? null : cookie.getValue();
    }

    static void set(HttpServerResponse response, String session, boolean tls) {
        response.addCookie(cookie(session, tls));
    }

    static void clear(HttpServerResponse response, boolean tls) {
        response.addCookie(cookie("", tls).setMaxAge(0));
    }

    private static Cookie cookie(String value, boolean tls) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(tls)
                .setSameSite(CookieSameSite.STRICT);
    }
}
