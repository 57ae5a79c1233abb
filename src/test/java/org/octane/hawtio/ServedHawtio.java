package org.octane.hawtio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.octane.api.ApiBeans;
import org.octane.api.Senders;
import org.octane.api.board.LiveEvents;
import org.octane.api.login.Door;
import org.octane.audit.AuditEntry;
import org.octane.security.login.FileAccounts;
import org.octane.security.login.Logins;
import org.octane.security.login.Passwords;
import org.octane.security.login.Role;
import org.octane.security.login.UserFile;
import org.octane.server.http.HttpListener;
import org.octane.server.http.TlsFiles;

/** Hawtio behind the door over a Camel with one route; alice is an operator, bob a reader. */
final class ServedHawtio implements AutoCloseable {

    static final String SECRET = "hunter2hunter2";
    static final String LITERAL = "swordfish-literal";

    private final HttpListener listener = new HttpListener("127.0.0.1", 0, TlsFiles.NONE);
    private final Main main = new Main();
    private final Hawtio hawtio;

    ServedHawtio(Path folder, List<AuditEntry> audit) throws IOException {
        var passwords = new Passwords();
        var users = new UserFile(folder.resolve("users"));
        users.put("alice", Role.OPERATOR, passwords.hash("correct horse"));
        users.put("bob", Role.READER, passwords.hash("battery staple"));
        var logins = new Logins(
                List.of(FileAccounts.in(users, passwords, System::nanoTime)),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                System::nanoTime);
        listener.beans().forEach(main::bind);
        main.addInitialProperty("camel.main.name", "rack");
        main.addInitialProperty("camel.server.enabled", "false");
        main.addInitialProperty("camel.trace.standby", "true");
        main.addInitialProperty("camel.main.inflight-repository-browse-enabled", "true");
        main.addInitialProperty("camel.component.platform-http.header-filter-strategy", "#bean:responseHeaders");
        main.addInitialProperty("secret", SECRET);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:echo")
                        .routeId("echo")
                        .errorHandler(deadLetterChannel("log:dead?level=OFF"))
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .to("log:handled?level=OFF")
                        .end()
                        .setProperty("of", constant("a < b && password=" + LITERAL))
                        .to("log:quiet?level=OFF&marker={{secret}}");
            }
        });
        var api = new ApiBeans(null, audit::add, Senders.NONE);
        api.beans().forEach(main::bind);
        main.start();
        hawtio = new Hawtio(
                audit::add, text -> text == null ? null : text.replaceAll("password=\\S+", "password=******"));
        hawtio.hang(listener.vertx(), listener.router(), -1500);
        api.open(
                main.getCamelContext(),
                listener.vertx(),
                listener.router(),
                List.of(),
                new Door(logins, "Send something.", "", null, audit::add),
                new LiveEvents(null, Duration.ofMinutes(1)));
        listener.listen();
    }

    HttpListener listener() {
        return listener;
    }

    Main main() {
        return main;
    }

    @Override
    public void close() {
        listener.close();
        hawtio.close();
        main.stop();
    }
}
