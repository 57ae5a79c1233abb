package org.octane.api.board;

import java.util.List;
import org.octane.engine.view.EventLog;

/** Events as server-sent events. */
public final class EventText {

    /** When the client asks again after a cut. */
    public static final String FIRST = "retry: 500\n\n";

    /** That nothing has happened, which keeps whoever is in between from taking the connection for dead. */
    static final String HEARTBEAT = ": \n\n";

    /** After the last event of an upgrade that is over; without an id, so that a later stream goes on after the event before. */
    static final String END = "event: end\ndata: {}\n\n";

    private EventText() {}

    public static String of(List<EventLog.Event> events) {
        var text = new StringBuilder();
        for (var event : events) {
            text.append("id: ").append(event.position()).append("\nevent: ").append(event.kind());
            text.append("\ndata: ").append(event.data()).append("\n\n");
        }
        return text.toString();
    }
}
