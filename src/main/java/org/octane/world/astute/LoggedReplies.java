package org.octane.world.astute;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replies that are logged before they are sent; they are sent when the program doesn't stand still. */
record LoggedReplies(int pid, AstuteProgram program, ReplySender replies) implements ReplySender {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void send(String method, Map<String, ?> args) {
        try {
            program.standStill().pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var reply = new LinkedHashMap<String, Object>();
        reply.put("method", method);
        reply.put("args", args);
        program.log().info(pid, program.log().with("Casting message to Nailgun:", JSON.valueToTree(reply)));
        replies.send(method, args);
    }
}
