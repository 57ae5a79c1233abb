package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.SampleAnswers;

class ReportCommandTest extends CommandTest {

    private static final String REPORT =
            """
            {"generated_at": "2026-01-02T04:00:00Z",
             "upgrade": %s,
             "versions": {"before": "Juno on Ubuntu (2014.2.2-6.1)", "after": "Kilo on Ubuntu (2015.1.0-7.0)", "octane": null},
             "steps": [
              {"id": 1, "stage": "upgrade-db", "name": "dump", "title": "Dumps are made on node-1", "nodes": [1], "status": "succeeded",
               "attempt": 2, "undo": "the dumps are removed", "irreversible": null},
              {"id": 2, "stage": "upgrade-db", "name": "drop", "title": "Dumps go", "nodes": [1], "status": "succeeded", "attempt": 1,
               "undo": null, "irreversible": "they are gone"}],
             "events": [
              {"at": "2026-01-02T03:00:00Z", "actor": "alice", "status": "running", "message": "Started by alice."},
              {"at": "2026-01-02T03:00:00Z", "actor": "alice", "status": "running",
               "message": "alice ignored the pre-flight check ceph-health: <img src=x onerror=alert(1)> \\u001b]0;owned\\u0007"},
              {"at": "2026-01-02T03:00:09Z", "actor": "engine", "status": "failed", "stage": "upgrade-db", "step": "dump",
               "message": "MySQL is away"}],
             "dead_letters": [{"id": 3, "stage": "upgrade-db", "step": "dump", "node_names": ["node-1"], "attempts": 5, "exit_code": 1,
               "output": "ERROR 2002", "cause": "MySQL is away", "remedy": "Start it", "status": "retried",
               "created_at": "2026-01-02T03:00:10Z", "closed_at": "2026-01-02T03:00:11Z", "closed_by": "bob",
               "closed_reason": "started it", "cured_at": "2026-01-02T03:00:12Z"}],
             "scripts": [{"stage": "upgrade-db", "step": "dump", "script": "upgrade-db/dump", "sha256": "ab12cd", "octane": "x",
               "first_at": "2026-01-02T03:00:01Z"}],
             "audit": [{"at": "2026-01-02T03:00:11Z", "actor": "bob", "source": "10.0.0.9", "via": "cli", "action": "retryStep",
               "target": "/api/v1/upgrades/7/steps/1/retry", "status": 200, "detail": ""}],
             "outages": [{"name": "api", "kind": "http", "address": "http://192.0.2.7:5000/", "from": "server", "state": "up",
               "samples": 720, "longest_ms": 6000, "total_ms": 8000, "unknown_ms": 1000,
               "by_stage": [{"stage": "upgrade-db", "total_ms": 8000, "longest_ms": 6000}],
               "outages": [{"from": "2026-01-02T03:00:02Z", "to": "2026-01-02T03:00:08Z", "stage": "upgrade-db", "step_id": 1, "ms": 6000}],
               "unknown": [{"from": "2026-01-02T03:00:20Z", "to": "2026-01-02T03:00:21Z", "ms": 1000}]},
              {"name": "web", "kind": "tcp", "address": "192.0.2.8:22", "from": "server", "state": "not-seen",
               "samples": 720, "longest_ms": 0, "total_ms": 0, "unknown_ms": 0, "by_stage": [], "outages": [], "unknown": []}]}
            """
                    .formatted(SampleAnswers.SUCCEEDED);

    @TempDir
    private Path folder;

    @BeforeEach
    void anUpgrade() {
        server.answer("GET /upgrades/7/report", 200, REPORT);
    }

    @Test
    void thePageHasAllThatIsKnownAndNeedsNothingElse() throws IOException {
        Path file = folder.resolve("report.html");

        assertThat(run("report", "7", "-o", file.toString())).isZero();

        String page = Files.readString(file);
        assertThat(page)
                .contains(
                        "<title>Upgrade 7 of sample-seed: succeeded</title>",
                        "Juno on Ubuntu (2014.2.2-6.1)",
                        "Kilo on Ubuntu (2015.1.0-7.0)",
                        "<li>All 52 rows arrived.</li>",
                        "Dumps are made on node-1",
                        "the dumps are removed",
                        "can't be undone:</strong> they are gone",
                        "<rect class=\"down\"",
                        "<rect class=\"unknown\"",
                        "<td class=\"n\">at least 6.0 s</td><td class=\"n\">at least 8.0 s</td><td class=\"n\">1.0 s</td>",
                        "<td class=\"n\">–</td><td class=\"n\">–</td><td class=\"n\">0.0 s</td><td class=\"n\">720</td>"
                                + "<td>never answered, so that no outage could be measured</td>",
                        "Started by alice.",
                        "retryStep <code>/api/v1/upgrades/7/steps/1/retry</code>",
                        "retried at 2026-01-02 03:00:11 by bob. started it",
                        "Cured at 2026-01-02 03:00:12.",
                        "MySQL is away",
                        "ab12cd",
                        "built from sources")
                .doesNotContain("<script", "src=\"", "href=", "@import", "url(");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(out.toString()).isEqualTo("The report of upgrade 7 is in " + file + ".\n");
    }

    @Test
    void whatNodesAndPeopleSayIsTextAndNothingElse() throws IOException {
        Path file = folder.resolve("report.html");

        run("report", "7", "-o", file.toString());

        assertThat(Files.readString(file))
                .contains("ceph-health: &lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; \\u001b]0;owned\\u0007")
                .doesNotContain("<img", "\u001b");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhereThatIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "mine");

        assertThat(run("report", "7", "-o", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is a " + file + " already.", "--force");
        assertThat(server.calls()).isEmpty();
        assertThat(file).hasContent("mine");

        assertThat(run("report", "7", "-o", file.toString(), "--force")).isZero();
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("no/such/report.html");

        assertThat(run("report", "7", "-o", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(file + " can't be written", "Name another file");
    }

    @Test
    void aProgramGetsTheServersAnswer() throws IOException {
        Path file = folder.resolve("report.json");

        assertThat(run("report", "7", "-f", "json")).isZero();
        assertThat(Json.read(out.toString())).isEqualTo(Json.read(REPORT));
        assertThat(run("report", "7", "-f", "json", "-o", file.toString())).isZero();
        assertThat(Json.read(Files.readString(file))).isEqualTo(Json.read(REPORT));
    }
}
