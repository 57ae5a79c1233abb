package org.octane.step.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.octane.plan.Windows;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.WakeUp;

/**
 * Steps that are {@code run: turn}: done once what comes next, which the parameter {@code next} says, may begin. First a person approves of it,
 * if {@code approval} is {@code true}; then it waits until one of the {@code windows} is open for as long as it {@code takes}, in
 * seconds.
 */
public final class Turn {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm VV", Locale.ENGLISH);

    private final Clock clock;
    private final Approval approval = new Approval();

    public Turn(Clock clock) {
        this.clock = clock;
    }

    public Outcome check(StepCall call) {
        if (asks(call) && approval.check(call).kind() != Outcome.Kind.DONE) {
            return approval.check(call);
        }
        if (!windows(call).areOpen(clock.instant(), takes(call))) {
            return Outcome.missing("No window is open for long enough.");
        }
        return asks(call) ? approval.check(call) : Outcome.done("It is its turn.");
    }

    public Outcome act(StepCall call) {
        if (asks(call) && approval.check(call).kind() != Outcome.Kind.DONE) {
            return approval.act(call);
        }
        var now = clock.instant();
        var opening = windows(call).next(now, takes(call));
        return opening.isEmpty() || !opening.get().at().toInstant().isAfter(now)
                ? Outcome.done("It is its turn.")
                : Outcome.waiting(
                        "Waits for a window. Next: %s, about %d min, begins %s and has to be over by %s (%s)."
                                .formatted(
                                        call.parameters().get("next"),
                                        (takes(call).toSeconds() + 59) / 60,
                                        TIME.format(opening.get().at()),
                                        TIME.format(opening.get().until()),
                                        windows(call)),
                        new WakeUp(
                                WakeUp.WINDOW,
                                Duration.between(now, opening.get().at().toInstant())));
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        return Outcome.done("It has only waited.");
    }

    private static boolean asks(StepCall call) {
        return Boolean.parseBoolean(call.parameters().get("approval"));
    }

    private static Windows windows(StepCall call) {
        return Windows.parse(call.parameters().get("windows"));
    }

    private static Duration takes(StepCall call) {
        return Duration.ofSeconds(Long.parseLong(call.parameters().getOrDefault("takes", "0")));
    }
}
