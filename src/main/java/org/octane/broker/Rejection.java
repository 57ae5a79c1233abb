package org.octane.broker;

import jakarta.jms.JMSException;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;

/** Gives a message back to the broker as one that nobody can use; the broker puts it where it keeps what it could not deliver. */
public final class Rejection {

    /** Of Qpid JMS: how {@code acknowledge()} settles a message; 2 is AMQP's outcome {@code rejected}. */
    private static final String OUTCOME = "JMS_AMQP_ACK_TYPE";

    private static final int REJECTED = 2;

    public void reject(Exchange exchange) throws JMSException {
        var message = exchange.getMessage();
        if (message instanceof JmsMessage jms) {
            jms.getJmsMessage().setIntProperty(OUTCOME, REJECTED);
        }
    }
}
