package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.octane.failure.Code;
import org.octane.step.StepFailure;
import org.octane.world.TestWorld;

@ExtendWith(TestWorld.Shared.class)
class RefusedLoginTest {

    @TempDir
    private Path folder;

    @Test
    void aNodeThatDoesNotKnowTheKeyIsNotAskedAgainByItself(TestWorld world) throws Exception {
        var key = folder.resolve("id_rsa");
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        try (var out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(generator.generateKeyPair(), "", null, out);
        }
        try (var nodes = new NodeFixture(world)) {
            assertThatThrownBy(() -> nodes.commands(key).run(4, "true", "", Duration.ofSeconds(30)))
                    .hasMessageStartingWith("Node 4 cannot be reached over SSH")
                    .isInstanceOfSatisfying(StepFailure.class, failure -> {
                        assertThat(failure.passing()).as("it will not pass").isFalse();
                        assertThat(failure.code()).isEqualTo(Code.SSH_REFUSED);
                        assertThat(failure.remedy()).contains("octane.ssh.key-file");
                    });
        }
    }
}
