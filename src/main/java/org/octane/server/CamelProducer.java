package org.octane.server;

import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** Gives the template that sends messages to routes to parts which are made before Camel starts. */
public record CamelProducer(Main main) implements Supplier<ProducerTemplate> {

    /** @return null before Camel has started */
    @Override
    public ProducerTemplate get() {
        try {
            return main.getCamelTemplate();
        } catch (Exception e) {
            throw new IllegalStateException("Camel can't send", e);
        }
    }
}
