package org.octane.cli.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * What a request shows to be let in.
 *
 * @param header null: nothing
 */
public record Login(String header, String value) {

    /** The name of the token's file in a data folder. */
    static final String TOKEN = "token";

    public static final Login NONE = new Login(null, null);

    public static Login token(String token) {
        return new Login("X-Auth-Token", token.strip());
    }

    public static Login password(String name, String password) {
        return new Login(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** The token that a server has put into its data folder; empty if there is none, or none that may be read. */
    public static Optional<Login> in(Path data) {
        try {
            return Optional.of(token(Files.readString(data.resolve(TOKEN))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The token of the server on this machine that listens at a port.
     *
     * @param data its data folder, if one was named: no other server gets the token then
     */
    public static Optional<Login> ofServer(int port, Path data) {
        return LocalServer.data(port)
                .filter(folder -> data == null || same(folder, data))
                .flatMap(Login::in);
    }

    private static boolean same(Path folder, Path named) {
        try {
            return Files.isSameFile(folder, named);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first line of a file. */
    public static String secret(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (NoSuchFileException e) {
            throw new Failure(ExitCode.USAGE, "There is no " + file + ".", "Name the file that holds the secret.");
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, file + " can't be read: " + e + ".", "Correct who may read it.");
        }
    }

    void show(HttpURLConnection connection) {
        if (header != null) {
            connection.setRequestProperty(header, value);
        }
    }

    @Override
    public String toString() {
        return header == null ? "nothing" : header;
    }
}
