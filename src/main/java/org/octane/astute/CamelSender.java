package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** Sends through route {@code direct:astute-cast}, as a data section: Astute loses a message that is sent as text. */
final class CamelSender implements AstuteSender {

    private final Main main;
    private ProducerTemplate template;

    CamelSender(Main main) {
        this.main = main;
    }

    @Override
    public void send(ObjectNode message, Duration timeToLive) {
        template()
                .sendBodyAndHeader(
                        "direct:astute-cast",
                        message.toString().getBytes(StandardCharsets.UTF_8),
                        "CamelAstuteTimeToLive",
                        timeToLive.toMillis());
    }

    /** There is no context yet when beans are bound. */
    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = main.getCamelContext().createProducerTemplate();
        }
        return template;
    }
}
