package org.octane.api.login;

import io.vertx.ext.web.RoutingContext;
import org.octane.security.login.LoginUnavailable;
import org.octane.security.login.Logins;

/** Whether somebody who was let by would be still, for an answer that goes on long after its request. */
public final class Standing {

    private static final String KEY = "octane.standing";

    private final Logins logins;
    private final Proof proof;
    private final String source;

    private Standing(Logins logins, Proof proof, String source) {
        this.logins = logins;
        this.proof = proof;
        this.source = source;
    }

    static void note(RoutingContext context, Logins logins, Proof proof, String source) {
        context.put(KEY, new Standing(logins, proof, source));
    }

    /** Of whoever has sent this request. */
    public static Standing of(RoutingContext context) {
        return context.get(KEY);
    }

    /** Whether the session is open that somebody has come with; known without waiting. To look is no use of it. */
    public boolean holds() {
        return !(proof instanceof Proof.Session session) || logins.isOpen(session.session());
    }

    /** The same, asked of who knows the users; may wait. What can't be said is no. */
    public boolean confirmed() {
        try {
            return proof instanceof Proof.Session session
                    ? logins.isStillLoggedIn(session.session())
                    : proof.ask(logins, source).accepted();
        } catch (LoginUnavailable e) {
            return false;
        }
    }
}
