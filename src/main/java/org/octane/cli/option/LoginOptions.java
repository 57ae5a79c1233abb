package org.octane.cli.option;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Login;
import org.octane.cli.client.Trust;
import picocli.CommandLine.Option;

/** How a command logs in. Passwords and tokens are no options: every user of the machine could read them. */
final class LoginOptions {

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the token to log in with, of Octane or of Keystone; else OCTANE_TOKEN, else that of the"
                            + " server's data folder.")
    private Path tokenFile;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "${env:OCTANE_USER}",
            description = "Who logs in with a password: OCTANE_PASSWORD, or --password-file; else OCTANE_USER.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password of --user.")
    private Path passwordFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:OCTANE_CA_FILE}",
            description = "Certificates that are trusted for https, as PEM; else OCTANE_CA_FILE, else the system's.")
    private Path caFile;

    /** @param data null: not named */
    Login of(String url, Path data) {
        if (tokenFile != null) {
            return Login.token(Login.secret(tokenFile));
        }
        if (user != null && !user.isBlank()) {
            return Login.password(user, password());
        }
        var token = System.getenv("OCTANE_TOKEN");
        if (token != null && !token.isBlank()) {
            return Login.token(token);
        }
        return ofServer(url, data).orElse(Login.NONE);
    }

    /** @return null for the system's */
    SSLSocketFactory trust() {
        return caFile == null ? null : Trust.in(caFile);
    }

    private String password() {
        if (passwordFile != null) {
            return Login.secret(passwordFile);
        }
        var password = System.getenv("OCTANE_PASSWORD");
        if (password == null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "There is no password for " + user + ".",
                    "Put it into OCTANE_PASSWORD, or into a file named with --password-file FILE.");
        }
        return password;
    }

    /** Only a server on this machine, and only to the one that has made the token. */
    private static Optional<Login> ofServer(String url, Path data) {
        var address = URI.create(url);
        return isHere(address.getHost()) ? Login.ofServer(port(address), data) : Optional.empty();
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
    }

    private static boolean isHere(String host) {
        if (host == null || !host.matches("localhost|127\\..*|\\[.*]")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
