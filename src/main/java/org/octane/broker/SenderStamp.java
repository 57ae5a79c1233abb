package org.octane.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;

/**
 * Writes on each command whose account has sent it, over whatever the sender wrote there. Its answer may go only to a queue of the
 * sender's: the server sends it, which may send everywhere.
 */
record SenderStamp(AccountSecurity security) implements ActiveMQServerPlugin {

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        var user = session.getUsername();
        boolean sender = security.isSender(user);
        // Whatever a sender sends is a command: the same queue can be named in several ways.
        if (!sender && !EmbeddedBroker.COMMANDS.equals(message.getAddress())) {
            return;
        }
        var answer = message.getReplyTo();
        if (answer != null && sender && !AccountSecurity.isAnswerOf(user, answer.toString())) {
            throw new ActiveMQSecurityException(
                    "answers for " + user + " go to octane.answers." + user + ", not to " + answer);
        }
        message.putStringProperty(EmbeddedBroker.SENDER, user);
        if (message instanceof AMQPMessage amqp) {
            amqp.reencode();
        }
    }
}
