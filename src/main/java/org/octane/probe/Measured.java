package org.octane.probe;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A target with what was found of it.
 *
 * @param busy somebody asks it now: a target that doesn't answer is not asked a second time meanwhile
 */
record Measured(Target target, Series series, AtomicBoolean busy) {

    static Measured of(Target target) {
        return new Measured(target, new Series(), new AtomicBoolean());
    }
}
