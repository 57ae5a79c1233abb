package org.octane.world.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.world.TestWorld;

@ExtendWith(TestWorld.Fresh.class)
class ApiEndpointTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestWorld world;

    ApiEndpointTest(TestWorld world) {
        this.world = world;
    }

    @Test
    void aVipAnswersAsItsHolder() throws Exception {
        file("api/10.0.0.1", "503 node-1 2014.2.2-6.1\n");
        var answer = get("/api/10.0.0.1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"served_by\":\"node-1\",\"release\":\"2014.2.2-6.1\"}");
    }

    @Test
    void whoeverCannotTellItsNameIsNull() throws Exception {
        file("api/10.0.0.2", "502 - -\n");
        assertThat(get("/api/10.0.0.2").body()).isEqualTo("{\"served_by\":null,\"release\":null}");
    }

    @Test
    void aVipThatNobodyHoldsDoesNotAnswer() {
        assertThatThrownBy(() -> get("/api/10.0.0.3")).isInstanceOf(IOException.class);
    }

    @Test
    void nothingButFilesOfVipsIsRead() {
        assertThatThrownBy(() -> get("/api/%2e%2e%2fspeed")).isInstanceOf(IOException.class);
    }

    @Test
    void instancesAreListedWithTheirHosts() throws Exception {
        file("vms/0f3a-11", "running node-4\n");
        assertThat(get("/vms").body()).contains("\"0f3a-11\":{\"state\":\"running\",\"host\":\"node-4\"}");
    }

    @Test
    void theStateNamesEachNode() throws Exception {
        world.world().power("12", false);
        assertThat(get("/state").body())
                .contains("{\"id\":\"master\",\"address\":\"127.0.0.1:")
                .containsPattern("\"id\":\"12\",\"address\":\"127.0.0.1:[0-9]+\",\"power\":\"off\"");
        world.world().power("12", true);
    }

    private void file(String name, String text) throws IOException {
        var file = world.world().folder().resolve("cloud").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.properties().getProperty("api.url") + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
