package org.octane.nailgun;

/** Raises notifications of Nailgun. */
public interface Notifier {

    /**
     * Unless that very sentence is there already: whoever died after raising it raises it again.
     *
     * @param topic discover, done, error, warning or release
     * @param cluster may be null
     * @param node may be null
     */
    void notifyOnce(String topic, String message, Integer cluster, Integer node);
}
