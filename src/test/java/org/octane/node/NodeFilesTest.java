package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.step.StepFailure;
import org.octane.world.TestWorld;

@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeFilesTest {

    private static final int FROM = 1;
    private static final int TO = 10;
    private static final String SOURCE = "/var/lib/octane-source/it's a dump";
    private static final String TARGET = "/var/lib/octane-target/it's a dump";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final NodeFixture nodes;
    private final byte[] content = new byte[3_000_001];
    private Path target;
    private Path part;

    NodeFilesTest(TestWorld world) {
        nodes = new NodeFixture(world);
        new Random(7).nextBytes(content);
    }

    @BeforeEach
    void aFile() throws IOException {
        var source = nodes.file(FROM, SOURCE);
        Files.createDirectories(source.getParent());
        Files.write(source, content);
        target = nodes.file(TO, TARGET);
        part = target.resolveSibling(target.getFileName() + ".octane-part");
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void aFileArrivesWholeAndOnlyForItsOwner() throws Exception {
        assertThat(has()).isFalse();

        copy();

        assertThat(target).hasBinaryContent(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(has()).isTrue();
        try (var left = Files.list(target.getParent())) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void aCopyThatBrokeOffGoesOnWhereItWas() throws Exception {
        arrived(Arrays.copyOf(content, 2_000_000), checksum());

        copy();

        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aWrongChecksumIsNoticedAndTheNextAttemptBeginsAnew() throws Exception {
        // What arrived is taken as it is, so its fault is seen only in the whole.
        arrived(new byte[2_000_000], checksum());

        assertThatThrownBy(this::copy)
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("has another checksum")
                .matches(failure -> ((StepFailure) failure).passing());
        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();

        copy();
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void thePartOfAnotherFileIsThrownAway() throws Exception {
        arrived(new byte[2_000_000], "0".repeat(64));

        copy();

        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aSourceThatIsNoLongerTheFileThatWasMeantIsNotTaken() throws Exception {
        var meant = checksum();
        Files.write(nodes.file(FROM, SOURCE), new byte[10]);

        assertThatThrownBy(() -> nodes.files().copy(FROM, SOURCE, TO, TARGET, meant, TIMEOUT))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("has another checksum");

        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void anEmptyFileIsAFileToo() throws Exception {
        Files.write(nodes.file(FROM, SOURCE), new byte[0]);

        copy();

        assertThat(target).isEmptyFile();
    }

    @Test
    void aFileThatIsNotThereIsNotCopied() {
        assertThatThrownBy(() -> nodes.files().copy(FROM, "/nowhere", TO, TARGET, checksum(), TIMEOUT))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("from node 1");
        assertThat(target).doesNotExist();
    }

    @Test
    void aCopyToAFullDiskReplacesNothingAndGoesOnWhenThereIsRoom() throws Exception {
        Files.writeString(target, "what was there");
        Files.deleteIfExists(part);
        arrived(new byte[0], checksum());
        Files.delete(part);
        Files.createSymbolicLink(part, Path.of("/dev/full"));

        assertThatThrownBy(this::copy)
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.passing()).isFalse();
                    assertThat(failure.output()).contains("No space left on device");
                    assertThat(failure.remedy()).contains("Make room");
                })
                .hasMessageContaining("No space left on device");
        assertThat(target).hasContent("what was there");

        Files.delete(part);
        copy();
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void whileATargetTakesNothingTheSourceServesOthersOnTheSameConnection() throws Exception {
        Files.write(nodes.file(FROM, SOURCE), new byte[12_000_000]);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[12_000_000]));
        arrived(new byte[0], sum);
        Files.delete(part);
        assertThat(new ProcessBuilder("mkfifo", part.toString()).start().waitFor())
                .isZero();
        var executor = Executors.newSingleThreadExecutor();
        var copy = executor.submit(this::copy);
        try (var pipe = new RandomAccessFile(part.toFile(), "rw");
                var taken = new FileInputStream(pipe.getFD())) {
            await("the pipe is full").atMost(Duration.ofSeconds(60)).until(() -> taken.available() > 60_000);
            for (int i = 0; i < 20; i++) {
                assertThat(nodes.commands
                                .script(FROM, "echo here", Duration.ofSeconds(20))
                                .stdout())
                        .isEqualTo("here\n");
            }
        } finally {
            executor.shutdown();
        }
        assertThatThrownBy(copy::get).hasCauseInstanceOf(StepFailure.class);
        Files.delete(part);
    }

    private Void copy() {
        nodes.files().copy(FROM, SOURCE, TO, TARGET, nodes.files().checksum(FROM, SOURCE, TIMEOUT), TIMEOUT);
        return null;
    }

    private boolean has() throws Exception {
        return nodes.files().has(TO, TARGET, checksum(), TIMEOUT);
    }

    private void arrived(byte[] bytes, String ofChecksum) throws IOException {
        Files.write(part, bytes);
        Files.writeString(part.resolveSibling(part.getFileName() + ".sha256"), ofChecksum + "\n");
    }

    private String checksum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
