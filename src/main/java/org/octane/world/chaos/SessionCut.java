package org.octane.world.chaos;

import java.util.Optional;

/** Sessions with a node that break off in the middle. */
final class SessionCut implements Effect {

    private final Fault fault;
    private final ChaosLog log;
    private final Strikes strikes;
    private volatile boolean active;

    SessionCut(Fault fault, ChaosLog log) {
        this.fault = fault;
        this.log = log;
        strikes = new Strikes(fault);
    }

    /** A command begins on a node. */
    Optional<Wire> began(String node, String command) {
        if (!active || !fault.strikes(node) || !command.contains(fault.text(Option.ARGS, "")) || !strikes.due()) {
            return Optional.empty();
        }
        var bytes = fault.size(Option.BYTES, 0);
        return Optional.of(Wire.after(bytes, () -> {
            var breaks = active && strikes.strike();
            if (breaks) {
                log.struck(fault.text(), "a session with node " + node + " is cut after " + bytes + " bytes");
            }
            return breaks;
        }));
    }

    @Override
    public void begin() {
        active = true;
    }

    @Override
    public void end() {
        active = false;
    }
}
