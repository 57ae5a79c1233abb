package org.octane.world.astute;

/** Sends Astute's replies. */
@FunctionalInterface
interface ReplySender {

    /**
     * @param method what the call named as {@code respond_to}
     * @param args the reply's arguments, {@code task_uuid} among them, JSON-able
     */
    void send(String method, java.util.Map<String, ?> args);
}
