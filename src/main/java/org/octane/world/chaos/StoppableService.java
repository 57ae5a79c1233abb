package org.octane.world.chaos;

/** A part of the world that can be taken away and given back. Calls come one after the other. */
public interface StoppableService {

    /** It is gone at once, as when it is killed. */
    void stop();

    /** It serves again where it served before. */
    void start();
}
