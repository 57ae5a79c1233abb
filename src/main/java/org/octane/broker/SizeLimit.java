package org.octane.broker;

import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPStandardMessage;
import org.apache.activemq.artemis.selector.filter.Filterable;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Header;

/**
 * Keeps out of the queues that Octane reads what is too large: a client reads a message as a whole, and one that needs all of its memory
 * would end each server that gets it. The broker itself keeps such a message in a file. Who sends it is refused; so that who waits for an
 * answer has one, what is left of a command without its body takes its place.
 */
final class SizeLimit implements ActiveMQServerPlugin {

    /** As the broker in this process, and that of the simulated cloud, name them. */
    private static final Set<String> READ =
            Set.of(EmbeddedBroker.COMMANDS, EmbeddedBroker.STEPS, EmbeddedBroker.NOTIFICATIONS, "/amq/queue/octane");

    private final AccountSecurity security;
    private ActiveMQServer server;

    SizeLimit(AccountSecurity security) {
        this.security = security;
    }

    @Override
    public void registered(ActiveMQServer started) {
        server = started;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        var queue = queue(message.getAddress());
        if (!isTooLarge(message) || !READ.contains(queue)) {
            return;
        }
        if (queue.equals(EmbeddedBroker.COMMANDS) && message instanceof AMQPMessage command) {
            answer(session.getUsername(), command);
        }
        throw new ActiveMQException("a message to " + queue + " may have " + EmbeddedBroker.LARGEST_MESSAGE
                + " bytes, this one has " + message.getWholeMessageSize());
    }

    /** What an earlier release has taken is put aside before anybody reads it. */
    void clear() throws Exception {
        for (var name : READ) {
            var queue = server.locateQueue(SimpleString.of(name));
            if (queue != null) {
                queue.sendMessagesToDeadLetterAddress(new TooLarge());
            }
        }
    }

    private void answer(String user, AMQPMessage command) throws ActiveMQException {
        var answer = command.getReplyTo();
        if (answer == null || security.isSender(user) && !AccountSecurity.isAnswerOf(user, answer.toString())) {
            return;
        }
        var header = new Header();
        header.setDurable(true);
        var rest = AMQPStandardMessage.createMessage(
                server.getStorageManager().generateID(),
                0,
                null,
                header,
                command.getProperties(),
                null,
                null,
                Map.of(EmbeddedBroker.SENDER, user, EmbeddedBroker.TOO_LARGE, true),
                null,
                new AmqpValue(""));
        rest.setAddress(EmbeddedBroker.COMMANDS);
        try {
            server.getPostOffice().route(rest, false);
        } catch (Exception e) {
            throw new ActiveMQException("the broker can't answer a command that is too large", e);
        }
    }

    private static boolean isTooLarge(Message message) {
        return message.getWholeMessageSize() > EmbeddedBroker.LARGEST_MESSAGE;
    }

    /** A queue may be named with its address before it. */
    private static String queue(String address) {
        return address == null ? "" : address.substring(address.lastIndexOf(':') + 1);
    }

    private static final class TooLarge implements Filter {

        @Override
        public boolean match(Message message) {
            return isTooLarge(message);
        }

        @Override
        public boolean match(Map<String, String> properties) {
            return false;
        }

        @Override
        public boolean match(Filterable filterable) {
            return filterable instanceof Message message && isTooLarge(message);
        }

        @Override
        public SimpleString getFilterString() {
            return SimpleString.of("");
        }
    }
}
