package org.octane.astute;

import java.time.Duration;
import org.octane.astute.facts.MasterSettings;
import org.octane.nailgun.deployment.NodeOperation;

/**
 * How long Octane waits for Astute, and what Astute is told of the Fuel master.
 *
 * @param runningWithin after that time without the reply {@code running} a cast counts as not taken; its message
 *     expires in the queue before, so that it can't be taken after it was given up
 * @param provisionWithin until a provisioning must have ended
 * @param deployWithin until a deployment must have ended
 * @param removeWithin until a removal must have ended
 * @param askAfter a running cast that was silent for that long is asked after: an idle Astute has lost it
 * @param receiver whether Octane writes progress into Nailgun's nodes and tasks; false where Nailgun's own receiver runs
 * @param master what the Fuel master's settings tell nodes
 */
public record AstuteSettings(
        Duration runningWithin,
        Duration provisionWithin,
        Duration deployWithin,
        Duration removeWithin,
        Duration askAfter,
        boolean receiver,
        MasterSettings master) {

    /** Until an operation must have ended. */
    Duration within(NodeOperation operation) {
        return switch (operation) {
            case PROVISION -> provisionWithin;
            case DEPLOY -> deployWithin;
            case REMOVE -> removeWithin;
        };
    }

    /** Times as Astute's own defaults allow them: 90 minutes of writing disks, 90 minutes of a Puppet run and a reboot. */
    public static AstuteSettings defaults() {
        return new AstuteSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(5400 + 900),
                Duration.ofSeconds(2 * 5400),
                Duration.ofSeconds(900 + 600),
                Duration.ofMinutes(5),
                true,
                MasterSettings.defaults());
    }
}
