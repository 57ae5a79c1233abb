package org.octane.astute;

import java.time.Duration;
import org.octane.astute.facts.MasterSettings;
import org.octane.nailgun.deployment.NodeOperation;

/**
 * How long Octane waits for Astute, and what Astute is told of the Fuel master.
 *
 * @param runningWithin after that time without a word of a cast the Fuel master is looked at; its message expires in the
 *     queue before, so that it can't be taken after it was given up
 * @param provisionWithin until a person is asked what became of a provisioning
 * @param deployWithin until a person is asked what became of a deployment
 * @param removeWithin until a person is asked what became of a removal
 * @param askAfter a running cast that was silent for that long is looked for on the Fuel master
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

    /** As long as the steps may take that do the same side by side: while it lasts the API is closed. */
    private static final Duration SWITCH_WITHIN = Duration.ofMinutes(40);

    /** After that time a cast that nobody may have taken is looked for again. */
    Duration lookAgainAfter() {
        return runningWithin.compareTo(askAfter) < 0 ? runningWithin : askAfter;
    }

    /** Until an operation must have ended. */
    Duration within(NodeOperation operation) {
        return switch (operation) {
            case PROVISION -> provisionWithin;
            case DEPLOY, UPDATE -> deployWithin;
            case REMOVE -> removeWithin;
            case SWITCH -> SWITCH_WITHIN;
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
