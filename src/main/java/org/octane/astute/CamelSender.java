package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.astute.facts.Json;

/** Through route {@code direct:astute-cast}, as a data section: a text would be lost. */
record CamelSender(Supplier<ProducerTemplate> camel) implements AstuteSender {

    @Override
    public void send(ObjectNode message, Duration timeToLive) {
        camel.get()
                .sendBodyAndHeader(
                        "direct:astute-cast",
                        Json.text(message).getBytes(StandardCharsets.UTF_8),
                        "CamelAstuteTimeToLive",
                        timeToLive.toMillis());
    }
}
