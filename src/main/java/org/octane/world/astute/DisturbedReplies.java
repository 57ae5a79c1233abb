package org.octane.world.astute;

import java.util.Map;
import java.util.Objects;

/** The replies to one call, as the disturbance lets them through. */
record DisturbedReplies(ReplySender replies, Job job, Disturbance disturbance) implements ReplySender {

    @Override
    public void send(String method, Map<String, ?> args) {
        var status = Objects.requireNonNullElse(args.get("status"), "progress").toString();
        disturbance.reply(AstuteMethod.kind(job.method()), job.taskUuid(), status, () -> replies.send(method, args));
    }
}
