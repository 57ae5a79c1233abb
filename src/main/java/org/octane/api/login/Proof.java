package org.octane.api.login;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.octane.security.login.Answer;
import org.octane.security.login.Logins;

/** What a request brings to show who sends it. */
sealed interface Proof {

    record Token(String token) implements Proof {}

    record Password(String name, String password) implements Proof {}

    record Session(String session) implements Proof {}

    record None() implements Proof {}

    static Proof of(HttpServerRequest request) {
        var token = request.getHeader("X-Auth-Token");
        if (token != null) {
            return new Token(token);
        }
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return ofAuthorization(authorization);
        }
        var session = SessionCookie.in(request);
        return session == null ? new None() : new Session(session);
    }

    private static Proof ofAuthorization(String authorization) {
        var parts = authorization.split(" ", 2);
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
            return new Token(parts[1].strip());
        }
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
            try {
                var pair =
                        new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8).split(":", 2);
                if (pair.length == 2) {
                    return new Password(pair[0], pair[1]);
                }
            } catch (IllegalArgumentException e) {
                // No Base64: a wrong proof, below.
            }
        }
        return new Token("");
    }

    /** @throws org.octane.security.login.LoginUnavailable if nobody can say it now */
    default Answer ask(Logins logins, String source) {
        if (this instanceof Token token) {
            return logins.byToken(token.token(), source);
        }
        if (this instanceof Password password) {
            return logins.byPassword(password.name(), password.password(), source);
        }
        if (this instanceof Session session) {
            return logins.bySession(session.session());
        }
        return Answer.WRONG;
    }

    /** For the audit; empty if it names nobody. */
    default String name() {
        return this instanceof Password password ? password.name() : "";
    }
}
