package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A stream that somebody reads as it comes. */
final class FollowedEvents implements AutoCloseable {
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private final CompletableFuture<Void> end;

    FollowedEvents(HttpRequest request) {
        response = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofLines())
                .join();
        end = CompletableFuture.runAsync(() -> response.body().forEach(lines::add), task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        });
    }

    String type() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    boolean ended() {
        return end.isDone();
    }

    List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    List<String> messages() {
        return lines.stream()
                .filter(line -> line.startsWith("data: ") && line.contains("\"message\""))
                .map(line -> line.replaceFirst(".*\"message\" : \"", "").replaceFirst("\"}$", ""))
                .toList();
    }

    void has(String... expected) {
        await().untilAsserted(() -> assertThat(messages()).containsExactly(expected));
    }

    @Override
    public void close() {
        response.body().close();
    }
}
