package org.octane.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * The program by which each step on the Fuel master takes its lock. It tells secrets whenever it is called, as careless programs
 * do before they fail.
 */
record Leak(Path program) implements AutoCloseable {

    private static final Pattern NOVA = Pattern.compile("\"nova\": *\\{[^}]*\"db_password\": *\"([^\"]+)\"");

    static Leak on(RunningServer server) throws IOException {
        var world = server.cloud().world();
        var generated = server.database().sql().queryForObject("SELECT min(generated) FROM attributes", String.class);
        var nova = NOVA.matcher(generated);
        if (!nova.find()) {
            throw new IllegalStateException("nova has no password in " + generated.length() + " characters");
        }
        var key = Files.readString(Path.of(server.world().getProperty("ssh.key-file")));
        Files.writeString(
                world.resolve("leak"),
                """
                access denied for nova with %1$s
                export OS_PASSWORD='%1$s'
                could not connect to mysql://nova:%1$s@192.168.0.2/nova
                %2$s
                """
                        .formatted(nova.group(1), key));
        var program = world.resolve("bin/flock");
        Files.writeString(
                program,
                """
                #!/bin/bash
                [ "$OCTANE_NODE" != master ] || cat "$OCTANE_WORLD/leak" >&2
                exec /usr/bin/flock "$@"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Leak(program);
    }

    @Override
    public void close() throws IOException {
        Files.delete(program);
    }
}
