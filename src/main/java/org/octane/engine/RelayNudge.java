package org.octane.engine;

import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;

/**
 * Lets the relay send at once what a commit left in the outbox; its timer comes round anyway.
 *
 * @param camel null before Camel has started
 */
record RelayNudge(Supplier<ProducerTemplate> camel) implements Runnable {

    @Override
    public void run() {
        var template = camel.get();
        if (template != null && template.getCamelContext().isStarted()) {
            template.asyncSendBody("seda:relay", "");
        }
    }
}
