package org.octane.nailgun.deployment;

/** What Nailgun's row of a task says; whether Octane or Nailgun's own receiver has ended it is all the same. */
public enum TaskState {
    ABSENT,
    OPEN,
    ENDED
}
