package org.octane.node;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.PtyChannelConfigurationHolder;
import org.apache.sshd.common.future.GlobalRequestFuture;
import org.apache.sshd.common.future.GlobalRequestFuture.ReplyHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferUtils;
import org.octane.step.StepLog;

/**
 * An SSH session that sets {@link StepLog} in the threads of the SSH library too. A message about a command is logged with the
 * step that runs the command, the login with the step that needed the session, and everything else with the node alone.
 */
final class LoggedSession extends ClientSessionImpl {

    private static final AttributeKey<Map<String, String>> OPENER = new AttributeKey<>();

    private final Map<Long, Map<String, String>> commands = new ConcurrentHashMap<>();

    private LoggedSession(ClientFactoryManager client, IoSession session) throws Exception {
        super(client, session);
    }

    static SessionFactory factory(ClientFactoryManager client) {
        return new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession session) throws Exception {
                var connection = (AttributeRepository) session.getAttribute(AttributeRepository.class);
                var log = StepLog.in(connection.getAttribute(OPENER));
                try {
                    return new LoggedSession(getClient(), session);
                } finally {
                    log.close();
                }
            }
        };
    }

    /** For a connection that this thread opens. */
    static AttributeRepository context(int node) {
        var attributes = new HashMap<AttributeKey<?>, Object>();
        attributes.put(PinnedHostKeys.NODE, node);
        attributes.put(OPENER, StepLog.context());
        return AttributeRepository.ofAttributesMap(attributes);
    }

    @Override
    public ChannelExec createExecChannel(
            String command, Charset charset, PtyChannelConfigurationHolder terminal, Map<String, ?> environment)
            throws IOException {
        var context = StepLog.context();
        var channel = new LoggedChannel(command, charset, terminal, environment, context);
        long id = getConnectionService().registerChannel(channel);
        commands.put(id, context);
        channel.addCloseFutureListener(closed -> commands.remove(id));
        return channel;
    }

    @Override
    public void start() throws Exception {
        var log = StepLog.in(whose());
        try {
            super.start();
        } finally {
            log.close();
        }
    }

    @Override
    public void messageReceived(Readable received) throws Exception {
        var log = StepLog.in(whose());
        try {
            super.messageReceived(received);
        } finally {
            log.close();
        }
    }

    @Override
    protected void handleMessage(Buffer message) throws Exception {
        var log = StepLog.in(whose(message));
        try {
            super.handleMessage(message);
        } finally {
            log.close();
        }
    }

    /** What keeps a connection alive is asked in a thread of the library's own, for every step that shares the connection. */
    @Override
    public GlobalRequestFuture request(Buffer buffer, String request, ReplyHandler handler) throws IOException {
        var log = StepLog.in(whose());
        try {
            return super.request(buffer, request, handler);
        } finally {
            log.close();
        }
    }

    private Map<String, String> whose(Buffer message) {
        int kind = message.rawByte(message.rpos()) & 0xff;
        if (kind < SshConstants.SSH_MSG_CHANNEL_OPEN_CONFIRMATION || kind > SshConstants.SSH_MSG_CHANNEL_FAILURE) {
            return whose();
        }
        long recipient = BufferUtils.getUInt(message.array(), message.rpos() + 1, Integer.BYTES);
        return commands.getOrDefault(recipient, whose());
    }

    private Map<String, String> whose() {
        var connection = getConnectionContext();
        return isAuthenticated()
                ? Map.of("node", Integer.toString(connection.getAttribute(PinnedHostKeys.NODE)))
                : connection.getAttribute(OPENER);
    }

    /** Its input is written to the node in a thread of its own. */
    private static final class LoggedChannel extends ChannelExec {

        private final Map<String, String> context;

        LoggedChannel(
                String command,
                Charset charset,
                PtyChannelConfigurationHolder terminal,
                Map<String, ?> environment,
                Map<String, String> context) {
            super(command, charset, terminal, environment);
            this.context = context;
        }

        @Override
        protected void pumpInputStream() {
            var log = StepLog.in(context);
            try {
                super.pumpInputStream();
            } finally {
                log.close();
            }
        }
    }
}
