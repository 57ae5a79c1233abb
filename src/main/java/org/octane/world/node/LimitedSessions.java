package org.octane.world.node;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;

/** The limit of sshd's MaxSessions: one connection carries ten commands at once and refuses the next. */
final class LimitedSessions implements ChannelFactory {

    private static final int MAX_SESSIONS = 10;
    private static final AttributeKey<AtomicInteger> OPEN = new AttributeKey<>();

    @Override
    public String getName() {
        return "session";
    }

    @Override
    public Channel createChannel(Session session) throws IOException {
        var open = session.computeAttributeIfAbsent(OPEN, key -> new AtomicInteger());
        return new ChannelSession() {
            @Override
            public OpenFuture open(long recipient, long window, long packet, Buffer buffer) {
                addCloseFutureListener(closed -> open.decrementAndGet());
                if (open.incrementAndGet() <= MAX_SESSIONS) {
                    return super.open(recipient, window, packet, buffer);
                }
                var refused = new DefaultOpenFuture(this, this);
                refused.setException(new SshChannelOpenException(
                        getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, "open failed"));
                close(true);
                return refused;
            }
        };
    }
}
