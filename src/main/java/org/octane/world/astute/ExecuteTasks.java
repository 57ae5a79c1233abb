package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Method {@code execute_tasks}, and the tasks before and after a deployment. Files are uploaded; what puppet would do
 * is the work of the admin scripts already.
 */
record ExecuteTasks(Simulation simulation) implements AstuteMethod {

    @Override
    public void run(Job job, Report report) {
        simulation.disturbance().works("task", job.taskUuid());
        run(job.args().path("tasks"));
        report.ready(List.of());
    }

    void run(JsonNode tasks) {
        for (JsonNode task : tasks) {
            if (task.path("type").asText().equals("upload_file")) {
                task.path("uids").forEach(uid -> upload(uid.asText(), task.path("parameters")));
            }
        }
    }

    private void upload(String uid, JsonNode parameters) {
        var root = simulation.node(uid).resolve("root").normalize();
        var file = root.resolve(parameters.path("path").asText().replaceFirst("^/+", ""))
                .normalize();
        if (!simulation.answers(uid) || !file.startsWith(root)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, parameters.path("data").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("Upload to node " + uid + " failed", e);
        }
    }
}
