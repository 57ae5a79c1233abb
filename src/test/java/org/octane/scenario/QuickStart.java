package org.octane.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.world.WorldTemplate;

/**
 * The program of a server in a form that starts in half the time, for who starts hundreds: its classes in a file, since the JVM
 * archives none from a folder, and the archive that the first server which ends well has left.
 */
record QuickStart(Path folder) {

    private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

    static QuickStart made() throws IOException {
        return new QuickStart(WorldTemplate.made("server", List.of("classes"), QuickStart::pack));
    }

    /** In place of those of this process. */
    String classPath() {
        var libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"));
        return Stream.concat(Stream.of(jar(folder).toString()), libraries)
                .collect(Collectors.joining(File.pathSeparator));
    }

    List<String> options() {
        var options = new ArrayList<>(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        options.add(
                Files.exists(archive()) ? "-XX:SharedArchiveFile=" + archive() : "-XX:ArchiveClassesAtExit=" + fresh());
        return options;
    }

    /** A server has ended: whoever is started next begins with what it has left, if it was the first. */
    void ended() throws IOException {
        if (Files.exists(fresh())) {
            Files.move(fresh(), archive(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path archive() {
        return folder.resolve("server.jsa");
    }

    private Path fresh() {
        return folder.resolve("server.jsa.new");
    }

    private static Path jar(Path folder) {
        return folder.resolve("octane.jar");
    }

    private static void pack(Path folder) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(jar(folder)));
                var files = Files.walk(CLASSES)) {
            jar.setLevel(0);
            for (var file : files.sorted().toList()) {
                var name = CLASSES.relativize(file).toString();
                if (Files.isRegularFile(file)) {
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                } else if (!name.isEmpty()) {
                    jar.putNextEntry(new JarEntry(name + "/"));
                    jar.closeEntry();
                }
            }
        }
    }
}
