package org.octane.world;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.octane.security.OwnerOnlyFile;
import org.octane.world.files.Folders;

/**
 * Clouds that take long to make, each made once and copied: nothing in a world's folder names the folder. Kept below
 * {@code target} until a program changes that they are made by.
 */
public final class WorldTemplate {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private WorldTemplate() {}

    /** Makes a template in an empty folder. */
    @FunctionalInterface
    public interface Maker {
        void make(Path draft) throws Exception;
    }

    /** Makes {@code data} the sample cloud as it is when it was just built, and never started. */
    static void copyTo(Path data) throws IOException {
        var by = List.of("classes/world", "classes/db/nailgun", "classes/sql/world", "classes/org/octane/world");
        copy(
                made("world", by, draft -> World.start(draft, WorldOptions.speed(1))
                        .close()),
                data);
    }

    /**
     * The template of that name, made if it is not there. Test JVMs run side by side; all but the first wait for what it makes.
     *
     * @param by folders below {@code target} that it is made by; another content is another template
     */
    public static synchronized Path made(String name, List<String> by, Maker maker) throws IOException {
        var template = TARGET.resolve(name + "-" + fingerprint(by));
        try (var channel = FileChannel.open(
                        TARGET.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(template)) {
                var draft = Files.createTempDirectory(TARGET, name + "-draft");
                maker.make(draft);
                discardOlder(name);
                Files.move(draft, template);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return template;
    }

    private static void discardOlder(String name) throws IOException {
        try (var older = Files.newDirectoryStream(TARGET, name + "-????????????????")) {
            for (var folder : older) {
                Folders.delete(folder);
            }
        }
    }

    /** Copies the data folder of a world or of a server that does not run; the copy takes ports of its own. */
    public static void copy(Path from, Path data) throws IOException {
        copyFiles(from, data);
        var kept = data.resolve("world/kept.properties");
        var withoutPorts = Files.readAllLines(kept).stream()
                .filter(line -> !line.startsWith("port."))
                .collect(Collectors.joining("\n"));
        OwnerOnlyFile.write(kept, withoutPorts + "\n");
    }

    /** Copies what is in a folder, with times and modes. */
    public static void copyFiles(Path from, Path to) throws IOException {
        run("cp", "-a", from + "/.", to.toString());
    }

    private static String fingerprint(List<String> folders) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var folder : folders) {
                try (var files = Files.walk(TARGET.resolve(folder))) {
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
