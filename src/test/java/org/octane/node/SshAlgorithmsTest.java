package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.kex.KexProposalOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.world.TestWorld;

@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshAlgorithmsTest {

    private final NodeFixture nodes;

    SshAlgorithmsTest(TestWorld world) {
        nodes = new NodeFixture(world);
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void onlyTheAlgorithmsThatAreNamedAreSpoken() {
        var named = new SshAlgorithms(List.of(), List.of("aes256-ctr", "aes128-ctr"), List.of("hmac-sha1"), List.of());

        try (var sessions = nodes.sessions(named)) {
            var session = sessions.<List<String>>with(
                    2,
                    opened -> List.of(
                            opened.getNegotiatedKexParameter(KexProposalOption.C2SENC),
                            opened.getNegotiatedKexParameter(KexProposalOption.S2CMAC)));

            assertThat(session).containsExactly("aes256-ctr", "hmac-sha1");
        }
    }

    @Test
    void anAlgorithmOfOldServersCanBeNamed() {
        var client = SshClient.setUpDefaultClient();
        var before = client.getCipherFactoriesNames();
        var old = List.of("diffie-hellman-group14-sha1");
        assertThat(keyExchanges(client)).doesNotContainAnyElementsOf(old);

        new SshAlgorithms(old, List.of(), List.of(), List.of("ssh-rsa")).applyTo(client);

        assertThat(keyExchanges(client)).isEqualTo(old);
        assertThat(client.getSignatureFactoriesNames()).containsExactly("ssh-rsa");
        assertThat(client.getCipherFactoriesNames()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whereNoneIsNamedAllThatAreSafeAreOfferedTheFastestFirst() {
        var client = SshClient.setUpDefaultClient();
        var before = keyExchanges(client);

        SshAlgorithms.DEFAULT.applyTo(client);

        assertThat(keyExchanges(client))
                .containsExactlyInAnyOrderElementsOf(before)
                .startsWith("curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256");
    }

    @Test
    void ciphersThatProcessorsHaveInstructionsForAreOfferedFirst() {
        var client = SshClient.setUpDefaultClient();
        var before = client.getCipherFactoriesNames();

        SshAlgorithms.DEFAULT.applyTo(client);

        assertThat(client.getCipherFactoriesNames())
                .containsExactlyInAnyOrderElementsOf(before)
                .startsWith("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr");
    }

    @Test
    void oneThatNobodyKnowsIsRefused() {
        var unknown = new SshAlgorithms(List.of(), List.of(), List.of("hmac-sha1", "hmac-md6"), List.of());

        assertThatThrownBy(() -> unknown.applyTo(SshClient.setUpDefaultClient()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("octane.ssh.macs has hmac-md6, which Octane does not know");
    }

    private static List<String> keyExchanges(SshClient client) {
        return client.getKeyExchangeFactories().stream()
                .map(NamedResource::getName)
                .toList();
    }
}
