package org.octane.plan.catalogue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** A folder of the program itself, in its jar or in the directory of its classes. */
record ProgramFolder(String name) {

    /** Paths of the files below it, relative to it, in the order of their names. */
    Set<String> files() {
        try {
            var program = Path.of(getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(program)) {
                return files(program.resolve(name));
            }
            try (var jar = FileSystems.newFileSystem(program)) {
                return files(jar.getPath(name));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The folder " + name + " of the program can't be read", e);
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        var files = new TreeSet<String>();
        try (var all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.add(folder.relativize(file).toString()));
        }
        return files;
    }
}
