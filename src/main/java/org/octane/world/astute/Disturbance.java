package org.octane.world.astute;

/** What may go wrong around a simulated Astute. Kinds of tasks are {@code provision}, {@code deploy}, {@code remove} and {@code task}. */
public interface Disturbance {

    /** Nothing does. */
    Disturbance NONE = new Disturbance() {
        @Override
        public void works(String kind, String task) {}

        @Override
        public void reply(String kind, String task, String status, Runnable send) {
            send.run();
        }
    };

    /** A task of that kind begins with a node. */
    void works(String kind, String task);

    /**
     * A reply is to be sent: never, once, twice or later is the disturbance's choice.
     *
     * @param status {@code running}, {@code progress}, {@code ready} or {@code error}
     */
    void reply(String kind, String task, String status, Runnable send);
}
