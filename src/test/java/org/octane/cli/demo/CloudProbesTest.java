package org.octane.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.FakeServer;

class CloudProbesTest {

    private FakeServer cloud;

    @BeforeEach
    void aCloud() throws IOException {
        cloud = new FakeServer();
    }

    @AfterEach
    void end() {
        cloud.close();
    }

    @Test
    void aVmThatStopsForAWhileHasAnOutageAndAMigratingOneHasNone() {
        cloud.answer("GET /api/172.16.0.2", 200, "{}")
                .answer(
                        "GET /vms",
                        200,
                        "{\"a\": {\"state\": \"running\"}, \"b\": {\"state\": \"running\"}, \"off\": {\"state\":"
                                + " \"stopped\"}}")
                .answer("GET /vms", 200, "{\"a\": {\"state\": \"stopped\"}, \"b\": {\"state\": \"migrating\"}}")
                .answer("GET /vms", 200, "{\"a\": {\"state\": \"running\"}, \"b\": {\"state\": \"running\"}}");

        try (CloudProbes probes = new CloudProbes(cloud.url(), "172.16.0.2")) {
            await().until(() -> probes.longestVmOutage().compareTo(Duration.ZERO) > 0 && probes.vmsRunning() == 2);
            assertThat(probes.vms()).isEqualTo(2);
        }
    }

    @Test
    void aVmThatIsNoLongerListedDoesNotRun() {
        cloud.answer("GET /vms", 200, "{\"a\": {\"state\": \"running\"}}").answer("GET /vms", 200, "{}");

        try (CloudProbes probes = new CloudProbes(cloud.url(), "172.16.0.2")) {
            await().until(() -> probes.vms() == 1 && probes.vmsRunning() == 0);
        }
    }

    @Test
    void anyAnswerButOkIsAnOutageOfTheApi() {
        cloud.answer("GET /api/172.16.0.2", 200, "{}")
                .answer("GET /api/172.16.0.2", 503, "{}")
                .answer("GET /api/172.16.0.2", 200, "{}");

        try (CloudProbes probes = new CloudProbes(cloud.url(), "172.16.0.2")) {
            await().until(() -> probes.api().samples() > 3);
            assertThat(probes.api().isUp()).isTrue();
            assertThat(probes.api().total()).isGreaterThan(Duration.ZERO);
        }
    }
}
