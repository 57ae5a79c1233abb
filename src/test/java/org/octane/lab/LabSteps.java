package org.octane.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.camel.main.Main;
import org.octane.TestPostgres;
import org.octane.nailgun.NodeDirectory;
import org.octane.node.NodeBeans;
import org.octane.node.NodeSettings;
import org.octane.node.SshAlgorithms;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.step.StepOutput;

/**
 * Runs phases of steps on the lab's nodes for {@code scripts/lab}, a connection each, see {@link StepRequest}. Scripts, parameters
 * and jobs are those of the stages' files, and they go over SSH by the server's own component.
 */
final class LabSteps {

    private static final int AT_ONCE = 16;

    private LabSteps() {}

    /**
     * @param args the nodes' addresses, see {@code octane.ssh.addresses}; the private key; a folder with steps of the lab's own; the
     *     file that tells the port once this listens; the file that tells the JDBC address of Nailgun's sample database
     */
    public static void main(String[] args) throws Exception {
        var own = Path.of(args[2]);
        var settings = new NodeSettings(
                "root",
                Path.of(args[1]),
                Path.of(args[0]),
                SshAlgorithms.DEFAULT,
                "",
                Duration.ofSeconds(60),
                Duration.ofMillis(200));
        var octane = TestPostgres.octane();
        try (var nodes =
                new NodeBeans(octane, NodeDirectory.in(octane), settings, text -> text, StepOutput.NONE, own)) {
            var camel = new Main();
            camel.bind("node", nodes.beans().get("node"));
            camel.start();
            var phases = new StepPhases(
                    CatalogueReader.read(own).steps(), camel.getCamelContext().createProducerTemplate(), nodes.files());
            Files.writeString(Path.of(args[4]), TestPostgres.url(TestPostgres.nailgun()) + "\n");
            serve(phases, Path.of(args[3]));
        }
    }

    private static void serve(StepPhases phases, Path port) throws IOException {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try (var socket = new ServerSocket(0, AT_ONCE, InetAddress.getLoopbackAddress())) {
            Files.writeString(port, socket.getLocalPort() + "\n");
            while (true) {
                var connection = socket.accept();
                threads.execute(() -> {
                    try (connection) {
                        var answer = phases.run(StepRequest.read(connection.getInputStream()));
                        connection.getOutputStream().write(answer.bytes());
                    } catch (IOException e) {
                        System.err.println("A request was lost: " + e);
                    }
                });
            }
        }
    }

    /** What the case is told: the kind and the sentence, then results and the log. */
    record Answer(String kind, String sentence, Map<String, String> results, String log) {

        byte[] bytes() {
            var text = new StringBuilder(kind + "\t" + sentence.replaceAll("\\s+", " ") + "\n");
            results.forEach((key, value) ->
                    text.append("result ").append(key).append(' ').append(value).append('\n'));
            return text.append(log).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
