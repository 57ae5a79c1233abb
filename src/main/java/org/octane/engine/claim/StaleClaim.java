package org.octane.engine.claim;

/** Another instance has claimed the step meanwhile: whatever this one found or did is no longer its to write. */
public final class StaleClaim extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StaleClaim(Claim claim) {
        super("Step " + claim.step() + " was claimed anew, fence " + claim.fence() + " is outdated");
    }
}
