package org.octane.world.astute;

/** A program whose processes are there and do nothing, as after a SIGSTOP, until they go on. */
final class StandStill {

    private boolean still;

    synchronized void begin() {
        still = true;
    }

    synchronized void end() {
        still = false;
        notifyAll();
    }

    /** Returns at once, unless everything stands still; then when it goes on. */
    synchronized void pass() throws InterruptedException {
        while (still) {
            wait();
        }
    }
}
