package org.octane.world.node;

import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;

/** The network threads that all SSH servers share: a server that stops does not end them. */
final class SharedNetworkThreads extends AbstractCloseable implements IoServiceFactory {

    private final IoServiceFactory shared;

    private SharedNetworkThreads(IoServiceFactory shared) {
        this.shared = shared;
    }

    @Override
    public IoConnector createConnector(IoHandler handler) {
        return shared.createConnector(handler);
    }

    @Override
    public IoAcceptor createAcceptor(IoHandler handler) {
        return shared.createAcceptor(handler);
    }

    @Override
    public IoServiceEventListener getIoServiceEventListener() {
        return shared.getIoServiceEventListener();
    }

    @Override
    public void setIoServiceEventListener(IoServiceEventListener listener) {
        shared.setIoServiceEventListener(listener);
    }

    /** Makes a server's hold. */
    record Holds(IoServiceFactory shared) implements IoServiceFactoryFactory {

        @Override
        public IoServiceFactory create(FactoryManager manager) {
            return new SharedNetworkThreads(shared);
        }

        @Override
        public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
            throw new UnsupportedOperationException("the threads are shared");
        }
    }
}
