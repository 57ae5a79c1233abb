package org.octane.engine.claim;

/** The step has a newer claim, so this one may not write any more, whatever it found or did. */
public final class StaleClaim extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StaleClaim(Claim claim) {
        super("Step " + claim.step() + " has a newer claim: a result with fence " + claim.fence() + " is not written");
    }
}
