package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.sshd.common.kex.KexProposalOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many nodes are contacted for the first time at once, as by a pre-flight. */
class FirstContactsTest {

    private static final int NODES = 64;

    @TempDir
    private Path folder;

    private final HikariDataSource database = TestPostgres.pooledOctane();
    private final ExecutorService threads = Executors.newFixedThreadPool(NODES);
    private ServedSsh server;
    private Path addresses;

    @BeforeEach
    void serve() throws Exception {
        server = new ServedSsh(folder);
        addresses = folder.resolve("addresses");
    }

    @AfterEach
    void end() throws Exception {
        threads.shutdownNow();
        server.close();
        database.close();
    }

    @Test
    void notAllOfThemShakeHandsAtTheSameTimeSoThatNoneIsTooLate() throws Exception {
        at(IntStream.rangeClosed(1, NODES).mapToObj(node -> server.port()).toList());
        try (var sessions = sessions()) {
            var contacts = IntStream.rangeClosed(1, NODES)
                    .mapToObj(node -> contact(sessions, node))
                    .toList();
            assertThat(contacts)
                    .extracting(CompletableFuture::join)
                    .extracting(NodeLogin.Contact::kind)
                    .containsOnly(NodeLogin.Kind.ANSWERS);
        }
        assertThat(server.handshakes()).isLessThan(NODES / 2);
    }

    @Test
    void aNodeThatIsSilentHoldsUpNoOther() throws Exception {
        try (var silent = new ServerSocket(0, 2 * NODES, InetAddress.getLoopbackAddress());
                var sessions = sessions()) {
            var ports = new ArrayList<>(IntStream.rangeClosed(1, NODES / 2)
                    .mapToObj(node -> silent.getLocalPort())
                    .toList());
            ports.add(server.port());
            at(ports);
            var waiting = IntStream.rangeClosed(1, NODES / 2)
                    .mapToObj(node -> contact(sessions, node))
                    .toList();
            var answers = contact(sessions, ports.size());
            await().atMost(Duration.ofSeconds(60)).until(answers::isDone);
            assertThat(answers.join().kind()).isEqualTo(NodeLogin.Kind.ANSWERS);
            assertThat(waiting).as("some are still waited for").anyMatch(contact -> !contact.isDone());
        }
    }

    @Test
    void theFastestOfTheSafeKeyExchangesIsTaken() throws Exception {
        at(List.of(server.port()));
        try (var sessions = sessions()) {
            var taken = sessions.<String>with(
                    1, session -> session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS));
            assertThat(taken).isEqualTo("curve25519-sha256");
        }
    }

    private SshSessions sessions() {
        return server.sessions(addresses, new PinnedHostKeys(new JdbcTemplate(database)));
    }

    private CompletableFuture<NodeLogin.Contact> contact(SshSessions sessions, int node) {
        var login = new NodeLogin(new NodeCommands(sessions, text -> text));
        return CompletableFuture.supplyAsync(() -> login.with(node), threads);
    }

    private void at(List<Integer> ports) throws Exception {
        Files.write(
                addresses,
                IntStream.rangeClosed(1, ports.size())
                        .mapToObj(node -> node + " 127.0.0.1:" + ports.get(node - 1))
                        .toList());
    }
}
