package org.octane.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.messaginghub.pooled.jms.pool.PooledConnectionKey;

/** One connection whose sessions are used again and again. */
public final class ConnectionPool extends JmsPoolConnectionFactory implements AutoCloseable {

    private Connection connection;

    public ConnectionPool(ConnectionFactory connections) {
        setConnectionFactory(connections);
        setMaxConnections(1);
    }

    @Override
    protected Connection createProviderConnection(PooledConnectionKey key) throws JMSException {
        var created = super.createProviderConnection(key);
        synchronized (this) {
            connection = created;
        }
        return created;
    }

    /** The connection goes first, and its sessions with it: Artemis may take two seconds to confirm the end of each session. */
    @Override
    public void close() throws JMSException {
        synchronized (this) {
            if (connection != null) {
                connection.close();
            }
        }
        stop();
    }
}
