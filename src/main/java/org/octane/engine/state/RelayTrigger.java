package org.octane.engine.state;

import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;

/**
 * Starts the relay right after a commit that left messages in the outbox; else its timer would start it a second later.
 *
 * @param camel null before Camel has started
 */
public record RelayTrigger(Supplier<ProducerTemplate> camel) implements Runnable {

    @Override
    public void run() {
        var template = camel.get();
        if (template != null && template.getCamelContext().isStarted()) {
            template.asyncSendBody("seda:relay", "");
        }
    }
}
