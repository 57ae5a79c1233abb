package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;

/** Sends through route {@code direct:astute-cast}, as a data section: Astute loses a message that is sent as text. */
record CamelSender(Supplier<ProducerTemplate> camel) implements AstuteSender {

    @Override
    public void send(ObjectNode message, Duration timeToLive) {
        camel.get()
                .sendBodyAndHeader(
                        "direct:astute-cast",
                        message.toString().getBytes(StandardCharsets.UTF_8),
                        "CamelAstuteTimeToLive",
                        timeToLive.toMillis());
    }
}
