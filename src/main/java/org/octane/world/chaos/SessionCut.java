package org.octane.world.chaos;

import java.util.Optional;

/** The fault {@code cut}: the connection breaks after a number of bytes. */
final class SessionCut implements Effect {

    private final Fault fault;
    private final ChaosLog log;
    private final OccasionCounter occasions;
    private volatile boolean active;

    SessionCut(Fault fault, ChaosLog log) {
        this.fault = fault;
        this.log = log;
        occasions = new OccasionCounter(fault);
    }

    /** A command begins on a node. */
    Optional<TransferLimit> began(String node, String command) {
        if (!active
                || !fault.strikes(node)
                || !command.contains(fault.text(FaultOption.ARGS, ""))
                || !occasions.due()) {
            return Optional.empty();
        }
        var bytes = fault.size(FaultOption.BYTES, 0);
        return Optional.of(TransferLimit.after(bytes, () -> {
            var breaks = active && occasions.strike();
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
