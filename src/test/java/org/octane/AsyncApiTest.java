package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description of Octane's queues by itself; tests that have real messages hold them against it. */
class AsyncApiTest {

    private static final Pattern QUEUE = Pattern.compile("queue:(octane[a-z.-]*)");
    /** Between parts of one server: what is shown in Nailgun. */
    private static final String NOTIFICATIONS = "octane.notifications";

    @Test
    void everyReferenceLeadsSomewhere() {
        var document = AsyncApi.document();
        var lost = references(document).stream()
                .filter(reference -> reference.startsWith("#"))
                .filter(reference -> document.at(reference.substring(1)).isMissingNode())
                .toList();
        assertThat(lost).isEmpty();
    }

    @Test
    void everyExampleIsAsItsSchemaHasIt() {
        AsyncApi.document().at("/components/messages").properties().forEach(message -> message.getValue()
                .path("examples")
                .forEach(example -> assertThat(AsyncApi.violations(message.getKey(), example.get("payload")))
                        .as(example.path("name").asText())
                        .isEmpty()));
        assertThat(AsyncApi.violations("command", "{\"path\": \"/upgrades\"}")).isNotEmpty();
        assertThat(AsyncApi.violations("command", "{\"method\": \"GET\", \"path\": \"/upgrades\", \"query\": {}}"))
                .isNotEmpty();
        assertThat(AsyncApi.violations("answer", "{\"status\": 409, \"body\": {}}"))
                .isNotEmpty();
        assertThat(AsyncApi.violations("deadLetter", "{\"id\": 1}")).isNotEmpty();
        assertThat(AsyncApi.violations("step", "\"x\"")).isNotEmpty();
    }

    @Test
    void everyQueueThatRoutesTakeFromIsDescribedOrTheirOwn() throws IOException {
        var described = AsyncApi.document()
                .path("channels")
                .valueStream()
                .map(channel -> channel.path("address").asText())
                .map(address -> address.replaceFirst("^\\{prefix}", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        var used = new HashSet<String>();
        try (var files = Files.walk(Path.of("src/main/resources/routes"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                QUEUE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(used::add);
            }
        }
        // Astute's broker has a queue of that name.
        used.removeAll(Set.of("octane", NOTIFICATIONS));
        assertThat(described).containsAll(used).contains("octane.dead-letter", "octane.answers.{account}");
    }

    /** As of a server that serves several clouds on one broker. */
    @Test
    void everyQueueMayHaveTheNameOfACloudBeforeIt() {
        assertThat(AsyncApi.document().path("channels").valueStream()).allSatisfy(channel -> {
            assertThat(channel.path("address").asText()).startsWith("{prefix}octane.");
            assertThat(channel.at("/parameters/prefix/$ref").asText()).isEqualTo("#/components/parameters/prefix");
        });
    }

    private static List<String> references(JsonNode node) {
        var found = new ArrayList<String>();
        node.findValues("$ref").forEach(value -> found.add(value.asText()));
        return found;
    }
}
