package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFolderTest {

    private static final int SOMEBODY = 65534;

    @TempDir
    private Path place;

    @Test
    void aNewFolderIsForItsOwnerAlone() throws IOException {
        var folder = OwnFolder.at(place.resolve("a/data"));

        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersCouldReadIsClosed() throws IOException {
        var folder = Files.createDirectory(place.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("instance"), "mine");

        assertThat(OwnFolder.at(folder)).isEqualTo(folder);
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(folder.resolve("instance")).hasContent("mine");
    }

    @Test
    void aLinkOfOnesOwnLeadsThere() throws IOException {
        var folder = Files.createDirectory(place.resolve("disk"));
        var link = Files.createSymbolicLink(place.resolve("data"), folder);

        assertThat(OwnFolder.at(link)).isEqualTo(link);
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        var file = Files.writeString(place.resolve("data"), "");

        assertThatThrownBy(() -> OwnFolder.at(file)).hasMessageContaining("is no folder");
    }

    @Test
    void aFolderOfSomebodyElseIsRefused() throws IOException {
        var folder = somebodysElse(Files.createDirectory(place.resolve("data")));

        assertThatThrownBy(() -> OwnFolder.at(folder)).hasMessageContaining("belongs to somebody else");
        assertThat(mode(folder)).isNotEqualTo("rwx------");
    }

    @Test
    void aFileThatSomebodyElsePutThereIsRefused() throws IOException {
        var folder = Files.createDirectory(place.resolve("data"));
        somebodysElse(Files.createDirectory(folder.resolve("world")));

        assertThatThrownBy(() -> OwnFolder.at(folder)).hasMessageContaining("world belongs to somebody else");
    }

    @Test
    void aLinkOfSomebodyElseIsRefused() throws IOException {
        var link = somebodysElse(
                Files.createSymbolicLink(place.resolve("data"), Files.createDirectory(place.resolve("disk"))));

        assertThatThrownBy(() -> OwnFolder.at(link)).hasMessageContaining("data belongs to somebody else");
    }

    /** Only root can give a file away. */
    private static Path somebodysElse(Path path) throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setAttribute(path, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
