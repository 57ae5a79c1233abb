package org.octane.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.octane.security.login.Passwords;
import org.octane.security.login.Role;
import org.octane.security.login.UserFile;
import org.octane.server.settings.LoginSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code octane user}: writes the file of users, without a server. One that runs reads it again by itself. */
@Command(name = "user", description = "Write the file of users who may log in.")
public final class UserCommand implements Runnable {

    private static final int REFUSED = 4;

    /** As HTTP has them, for the audit. */
    private static final int DONE = 200;

    private static final int REFUSAL = 409;

    @Mixin
    private ConfigOptions configuration;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: add or remove");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Add a user, or give one another password and role.",
                "The password is asked for on a terminal, else read from standard input or --password-file."
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "Who logs in.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "reader, who looks, or operator, who also changes.")
                    String role,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "A file whose first line is the password.")
                    Path passwordFile,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "The file of users; default: octane.login.users-file of the configuration.")
                    Path file)
            throws IOException {
        try {
            var users = users(file);
            var known = Role.of(role);
            var password = password(passwordFile);
            users.put(name, known, new Passwords().hash(password));
            note("addUser", name, DONE, known.word());
            say(name + " is " + (known == Role.READER ? "a reader" : "an operator") + " now.");
            return 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return refused(
                    "addUser",
                    name,
                    e instanceof IllegalArgumentException && !isRole(role)
                            ? "'" + role + "' is no role; there are reader and operator"
                            : e.getMessage());
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Remove a user; his sessions end.")
    int remove(
            @Parameters(paramLabel = "NAME", description = "Who shall not log in any more.") String name,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "The file of users; default: octane.login.users-file of the configuration.")
                    Path file)
            throws IOException {
        try {
            if (!users(file).remove(name)) {
                return refused("removeUser", name, "There is no user " + name);
            }
            note("removeUser", name, DONE, "");
            say(name + " is removed.");
            return 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return refused("removeUser", name, e.getMessage());
        }
    }

    private UserFile users(Path named) {
        var file = named != null
                ? named
                : LoginSettings.of(configuration.load(Optional.empty(), Map.of()))
                        .users();
        if (file == null) {
            throw new IllegalArgumentException(
                    "No file of users is named. Set octane.login.users-file, or give --file FILE");
        }
        return new UserFile(file);
    }

    private static String password(Path file) throws IOException {
        if (file != null) {
            try (var lines = Files.lines(file)) {
                return lines.findFirst().orElse("");
            }
        }
        var console = System.console();
        if (console != null) {
            var first = console.readPassword("Password: ");
            var second = console.readPassword("Once more: ");
            if (first == null || second == null || !new String(first).equals(new String(second))) {
                throw new IllegalArgumentException("The two passwords are not the same");
            }
            return new String(first);
        }
        var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    private static boolean isRole(String word) {
        return word.toLowerCase(Locale.ROOT).matches("reader|operator");
    }

    private void say(String sentence) {
        spec.commandLine().getOut().println(sentence);
        spec.commandLine().getOut().flush();
    }

    private void note(String action, String user, int status, String detail) {
        new CommandAudit(configuration, spec.commandLine().getErr()).note(action, user, status, detail);
    }

    private int refused(String action, String user, String sentence) {
        note(action, user, REFUSAL, sentence);
        spec.commandLine().getErr().println("octane: " + sentence + ".");
        spec.commandLine().getErr().flush();
        return REFUSED;
    }
}
