package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code octane user}. */
class UserCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aUserIsAddedChangedAndRemoved() throws IOException {
        var password = Files.writeString(folder.resolve("password"), "correct horse\nsecond line\n");
        var users = folder.resolve("etc/users");

        assertThat(run("add", "alice", "--role", "reader", "--password-file", "" + password, "--file", "" + users))
                .isZero();
        assertThat(out.toString()).contains("alice is a reader now.");
        var first = Files.readString(users);
        assertThat(first).matches("alice:reader:\\$argon2id\\$.*\n").doesNotContain("correct");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-------");

        run("add", "bob", "--role", "OPERATOR", "--password-file", "" + password, "--file", "" + users);
        run("add", "alice", "--role", "operator", "--password-file", "" + password, "--file", "" + users);
        assertThat(Files.readAllLines(users))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("alice:operator:"))
                .noneMatch(first::startsWith);

        assertThat(run("remove", "alice", "--file", "" + users)).isZero();
        assertThat(run("remove", "alice", "--file", "" + users)).isEqualTo(4);
        assertThat(err.toString()).contains("There is no user alice.");
        assertThat(Files.readString(users)).startsWith("bob:operator:");
    }

    @Test
    void whatWouldLetInTheWrongOnesIsRefusedWithASentence() throws IOException {
        var users = folder.resolve("users").toString();
        var weak = Files.writeString(folder.resolve("weak"), "short\n").toString();
        var good = Files.writeString(folder.resolve("good"), "correct horse\n").toString();

        assertThat(run("add", "alice", "--role", "root", "--password-file", good, "--file", users))
                .isEqualTo(4);
        assertThat(err.toString()).contains("'root' is no role; there are reader and operator");
        assertThat(run("add", "alice", "--role", "reader", "--password-file", weak, "--file", users))
                .isEqualTo(4);
        assertThat(err.toString()).contains("8 to 1024 characters").doesNotContain("short\n");
        assertThat(run("add", "a:b", "--role", "reader", "--password-file", good, "--file", users))
                .isEqualTo(4);
        assertThat(run("add", "alice", "--role", "reader", "--password-file", good, "--config", "" + folder))
                .isEqualTo(2);
        assertThat(Files.exists(Path.of(users))).isFalse();
    }

    private int run(String... arguments) {
        return new CommandLine(new UserCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
