package org.octane.api.login;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** What every answer tells a browser: run nothing that is not this server's, show it in no frame, keep nothing. */
public final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Override
    public void handle(RoutingContext context) {
        set(context.response().headers(), context.request().isSSL());
        context.next();
    }

    /** @param secure whether the request came by TLS */
    public static void set(MultiMap headers, boolean secure) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // With no-referrer a browser says of a form on a page of this server that it comes from nowhere.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (secure) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
