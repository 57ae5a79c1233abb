package org.octane.world;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.octane.world.files.OwnerOnlyFile;

/**
 * The sample cloud as it is when it was just built. Building takes seconds, a copy takes a fraction of one; nothing in a
 * world's folder names the folder. Kept below {@code target} until a program it is built by changes.
 */
final class WorldTemplate {

    private static final Path CLASSES = Path.of("target/classes");

    private WorldTemplate() {}

    /** Makes {@code data} a world that was never started, but is built. */
    static synchronized void copyTo(Path data) throws IOException {
        var template = CLASSES.resolveSibling("world-" + fingerprint());
        // Test JVMs run side by side; all but the first wait for what it builds.
        try (var channel = FileChannel.open(
                        CLASSES.resolveSibling("world.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(template)) {
                build(template);
            }
        }
        run("cp", "-a", template + "/world", data + "/world");
        var kept = data.resolve("world/kept.properties");
        var withoutPorts = Files.readAllLines(kept).stream()
                .filter(line -> !line.startsWith("port."))
                .collect(Collectors.joining("\n"));
        OwnerOnlyFile.write(kept, withoutPorts + "\n");
    }

    private static void build(Path template) throws IOException {
        var draft = Files.createTempDirectory(template.toAbsolutePath().getParent(), "world-draft");
        World.start(draft, WorldOptions.speed(1)).close();
        Files.move(draft, template);
    }

    private static String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var folder : new String[] {"world", "db/nailgun", "sql/world", "org/octane/world"}) {
                try (var files = Files.walk(CLASSES.resolve(folder))) {
                    for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
