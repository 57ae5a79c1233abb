package org.octane.step;

import java.time.Duration;

/**
 * When a waiting step is looked at again.
 *
 * @param on the event that ends the wait, such as {@code cast:<task uuid>} or {@link #APPROVAL}; {@link #WINDOW}: time does; null: only time does
 * @param within the step is looked at again after this time at the latest
 */
public record WakeUp(String on, Duration within) {

    /** A person approves of what comes next. */
    public static final String APPROVAL = "approval";

    /** A maintenance window opens. */
    public static final String WINDOW = "window";

    /** Whether nothing goes on meanwhile. */
    public boolean idle() {
        return APPROVAL.equals(on) || WINDOW.equals(on);
    }

    public static WakeUp after(Duration within) {
        return new WakeUp(null, within);
    }
}
