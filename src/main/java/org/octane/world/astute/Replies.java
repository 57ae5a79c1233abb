package org.octane.world.astute;

/** Where replies go. */
@FunctionalInterface
interface Replies {

    /**
     * @param method what the call named as {@code respond_to}
     * @param args the reply's arguments, {@code task_uuid} among them, JSON-able
     */
    void send(String method, java.util.Map<String, ?> args);
}
