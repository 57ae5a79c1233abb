package org.octane.astute.tasks;

/** A release's deployment tasks can't be made into a message; the message is a sentence that names the task. */
public final class TaskFault extends RuntimeException {

    public TaskFault(String message) {
        super(message);
    }

    public TaskFault(String message, Throwable cause) {
        super(message, cause);
    }
}
