package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Sends messages to Astute's queue. */
@FunctionalInterface
interface AstuteSender {

    /** @param timeToLive after that time the queue drops what Astute did not take */
    void send(ObjectNode message, Duration timeToLive);
}
