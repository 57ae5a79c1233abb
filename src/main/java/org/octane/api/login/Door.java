package org.octane.api.login;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.octane.audit.AuditEntry;
import org.octane.security.login.Logins;

/**
 * How people and programs get in.
 *
 * @param how the sentence for somebody who is not logged in: what to send
 * @param keystone where Keystone's own API is passed through to; empty: nowhere
 * @param authorities certificates that are trusted for Keystone, as PEM; null: the system's
 * @param audit notes logins, without waiting
 */
public record Door(Logins logins, String how, String keystone, Path authorities, Consumer<AuditEntry> audit) {

    /**
     * Nothing that is served comes before these but what refuses strangers.
     *
     * @param order of the first one
     */
    public void hang(Vertx vertx, Router router, int order) {
        var gate = new Gate(this, new OpenPaths(!keystone.isEmpty()));
        var page = new LoginPage(this);
        router.route().order(order).handler(gate::handle);
        router.get("/login").order(order + 1).handler(page::show);
        router.post("/login").order(order + 1).handler(page::login);
        router.post("/logout").order(order + 1).handler(page::logout);
        router.get("/hawtio/auth/logout").order(order + 1).handler(page::leave);
        router.get("/login.css").order(order + 1).handler(LoginPage::style);
        router.get("/favicon.ico").order(order + 1).handler(LoginPage::icon);
        if (!keystone.isEmpty()) {
            var passage = new KeystonePassage(this, vertx);
            router.route("/keystone/*").order(order + 1).handler(passage::handle);
        }
    }
}
