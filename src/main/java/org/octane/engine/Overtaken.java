package org.octane.engine;

/** Another instance has claimed the step meanwhile: whatever this one found or did is no longer its to write. */
final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1;

    Overtaken(Claim claim) {
        super("Step " + claim.step() + " was claimed anew, fence " + claim.fence() + " is outdated");
    }
}
