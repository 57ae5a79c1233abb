package org.octane.world.node;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.sshd.common.session.Session;
import org.octane.world.chaos.TransferLimit;

/** The bytes of one command's SSH session; the fault {@code cut} limits them and ends the session. */
record SessionTraffic(TransferLimit limit, Session session) {

    /** @return how many of these bytes get through; if not all do, the connection breaks */
    int carry(int length) {
        var carried = limit.carry(length);
        if (carried < length) {
            session.close(true);
        }
        return carried;
    }

    OutputStream through(OutputStream client) {
        return new FilterOutputStream(client) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                var carried = limit.carry(length);
                out.write(bytes, from, carried);
                if (carried < length) {
                    out.flush();
                    session.close(true);
                    throw new IOException("the connection is cut");
                }
            }
        };
    }
}
