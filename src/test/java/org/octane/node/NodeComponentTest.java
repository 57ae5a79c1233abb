package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.step.StepOutput;

/** Which URIs the component takes. */
class NodeComponentTest {

    private static final String SCRIPT = "node:script/rehearsal/as-told";

    private static final Main MAIN = new Main();
    private static CamelContext camel;

    @BeforeAll
    static void start() {
        MAIN.bind("node", new NodeComponent(null, null, StepOutput.NONE, upgrade -> "", null));
        MAIN.start();
        camel = MAIN.getCamelContext();
    }

    @AfterAll
    static void end() {
        MAIN.stop();
    }

    @Test
    void aScriptCanBeSentToAndIsNoBeginningOfARoute() {
        var endpoint = camel.getEndpoint(SCRIPT + "?job=true");

        assertThat(endpoint).isInstanceOf(NodeEndpoint.class);
        assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {}))
                .hasMessage("A route can send to node://script/rehearsal/as-told?job=true, but not begin with it.");
    }

    @Test
    void aUriThatSaysSomethingElseIsRefused() {
        refused("node:upgrade-db/dump-databases", "is not of the form node:script/<stage>/<script>");
        refused("node:script/rehearsal/nothing", "There is no script node/rehearsal/nothing.sh");
        refused(SCRIPT + "?job=perhaps", "is 'perhaps', not true or false");
        refused(SCRIPT + "?retries=3", "has an option retries; there is only job");
    }

    static Stream<String> inherited() throws IOException {
        var options = new ArrayList<>(List.of("exceptionHandler", "exchangePattern", "autowiredEnabled"));
        // camel-ssh's own catalog: nothing of it would be honoured.
        try (var catalog =
                NodeComponentTest.class.getResourceAsStream("/META-INF/org/apache/camel/component/ssh/ssh.json")) {
            new ObjectMapper().readTree(catalog).get("properties").fieldNames().forEachRemaining(options::add);
        }
        return options.stream().sorted().distinct();
    }

    @ParameterizedTest
    @MethodSource("inherited")
    void anOptionOfOtherEndpointsIsRefused(String option) {
        refused(SCRIPT + "?" + option + "=true", "has an option " + option + "; there is only job");
    }

    private static void refused(String uri, String message) {
        assertThatThrownBy(() -> camel.getEndpoint(uri)).rootCause().hasMessageContaining(message);
    }
}
