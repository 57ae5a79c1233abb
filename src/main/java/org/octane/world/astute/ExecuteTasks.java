package org.octane.world.astute;

import java.util.List;

/** Method {@code execute_tasks}: tasks that go to nodes one after the other and are no deployment. */
record ExecuteTasks(Simulation simulation) implements AstuteMethod {

    @Override
    public void run(Job job, Report report) throws InterruptedException {
        simulation.disturbance().works("task", job.taskUuid());
        new Hooks(simulation, report, "execute_tasks").run(job.args().path("tasks"));
        report.ready(List.of());
    }
}
