package org.octane.hawtio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.audit.AuditEntry;
import org.octane.board.Chromium;
import org.openqa.selenium.Keys;

/** Hawtio's own pages in a browser, as an operator and as a reader use them. */
@Tag("browser")
class HawtioInBrowserTest {

    private static final List<AuditEntry> AUDIT = new CopyOnWriteArrayList<>();
    private static final String TABLE = "#camel-routes-table";

    @TempDir
    private static Path folder;

    private static ServedHawtio served;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        served = new ServedHawtio(folder, AUDIT);
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        chromium.close();
        served.close();
    }

    @BeforeEach
    void theRouteRuns() {
        AUDIT.clear();
        assertThat(status()).isEqualTo(ServiceStatus.Started);
        chromium.open(served.listener().url() + "/hawtio/auth/logout");
    }

    @Test
    void anOperatorStopsARouteAndStartsItAndSeesItsDiagram() {
        login("alice", "correct horse");
        chromium.sees(TABLE, "Started");
        chromium.screenshot("hawtio-routes-1280-light");

        select();
        chromium.find("button.pf-m-danger:not(.pf-m-disabled)").click();
        chromium.sees(TABLE, "Stopped");
        assertThat(status()).isEqualTo(ServiceStatus.Stopped);
        chromium.screenshot("hawtio-stopped-1280-light");

        select();
        chromium.find("button.pf-m-primary.pf-m-small:not(.pf-m-disabled)").click();
        chromium.sees(TABLE, "Started");
        assertThat(status()).isEqualTo(ServiceStatus.Started);
        assertThat(AUDIT)
                .filteredOn(entry -> entry.action().startsWith("hawtio "))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::status)
                .containsExactly(tuple("alice", "hawtio stop()", 200), tuple("alice", "hawtio start()", 200));

        open("Route Diagram");
        chromium.sees(".react-flow", "To log:quiet");
        assertThat(chromium.count(".react-flow__node")).isGreaterThanOrEqualTo(4);
        chromium.screenshot("hawtio-diagram-1280-light");
    }

    @Test
    void aReaderSeesTheSameAndIsRefused() {
        login("bob", "battery staple");
        chromium.sees(TABLE, "Started");

        select();
        chromium.find("button.pf-m-danger:not(.pf-m-disabled)").click();

        chromium.find(".pf-v5-c-alert.pf-m-danger");
        chromium.screenshot("hawtio-refused-1280-light");
        assertThat(status()).isEqualTo(ServiceStatus.Started);
        assertThat(AUDIT)
                .filteredOn(entry -> entry.action().startsWith("hawtio "))
                .extracting(AuditEntry::actor, AuditEntry::status)
                .containsOnly(tuple("bob", 403));
        open("Route Diagram");
        chromium.sees(".react-flow", "To log:quiet");
    }

    private static ServiceStatus status() {
        return served.main().getCamelContext().getRouteController().getRouteStatus("echo");
    }

    private static void login(String name, String password) {
        chromium.open(served.listener().url() + "/hawtio/camel");
        chromium.find("#name").sendKeys(name);
        chromium.find("#secret").sendKeys(password, Keys.ENTER);
        // The tree is there before it knows what is chosen first.
        chromium.sees("main", "Camel Contexts");
        chromium.sees("main", "Started");
        open("routes");
    }

    /** What is called so, of the tree or of the tabs. */
    private static void open(String name) {
        await(name).until(() -> (Boolean) chromium.script(
                "const found = [...document.querySelectorAll('main button, main a')]"
                        + ".find((each) => each.innerText.trim() === arguments[0]); found?.click(); return !!found",
                name));
    }

    private static void select() {
        await("the route is selected")
                .until(() ->
                        (Boolean) chromium.script("const box = document.querySelector('tbody input[type=checkbox]');"
                                + " if (box && !box.checked) box.click(); return !!box?.checked"));
    }
}
