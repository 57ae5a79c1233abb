package org.octane.world.chaos;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fault {@code down}: a service is stopped for a time. Its own thread does it, since it may take its time to go and to come back. */
record ServiceOutage(Fault fault, StoppableService service, Executor thread, ChaosLog log) implements Effect {

    private static final Logger logger = LoggerFactory.getLogger(ServiceOutage.class);

    @Override
    public void begin() {
        thread.execute(() -> {
            log.struck(fault.text(), fault.part() + (fault.freezes() ? " freezes" : " stops"));
            run(service::stop);
        });
    }

    @Override
    public void end() {
        thread.execute(() -> {
            run(service::start);
            log.struck(fault.text(), fault.part() + (fault.freezes() ? " goes on" : " serves again"));
        });
    }

    private void run(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            log.struck(fault.text(), "failed: " + e.getMessage());
            logger.atError().setCause(e).log("A fault does not do what it should");
        }
    }
}
