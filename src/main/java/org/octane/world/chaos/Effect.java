package org.octane.world.chaos;

/** What a fault does to the world between its beginning and its end. */
interface Effect {

    void begin();

    void end();
}
