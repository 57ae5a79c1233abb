package org.octane.cli.demo;

import java.util.Locale;

/** What the demo shows. */
enum DemoStrategy {
    SIDE_BY_SIDE,
    IN_PLACE,
    PATCH,
    /** An update that fails, and the way back from it. */
    PATCH_ROLLBACK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
