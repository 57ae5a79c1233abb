package org.octane.engine;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** Lets the relay send at once what a commit left in the outbox; its timer comes round anyway. */
final class RelayNudge implements Runnable {

    private final Main main;
    private ProducerTemplate template;

    RelayNudge(Main main) {
        this.main = main;
    }

    @Override
    public synchronized void run() {
        var context = main.getCamelContext();
        if (context == null || !context.isStarted()) {
            return;
        }
        if (template == null) {
            template = context.createProducerTemplate();
        }
        template.asyncSendBody("seda:relay", "");
    }
}
