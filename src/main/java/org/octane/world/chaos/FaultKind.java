package org.octane.world.chaos;

import static org.octane.world.chaos.Option.AFTER;
import static org.octane.world.chaos.Option.ARGS;
import static org.octane.world.chaos.Option.BY;
import static org.octane.world.chaos.Option.BYTES;
import static org.octane.world.chaos.Option.COUNT;
import static org.octane.world.chaos.Option.EXIT;
import static org.octane.world.chaos.Option.FACTOR;
import static org.octane.world.chaos.Option.FOR;
import static org.octane.world.chaos.Option.MODE;
import static org.octane.world.chaos.Option.NTH;
import static org.octane.world.chaos.Option.ON;
import static org.octane.world.chaos.Option.SAYS;
import static org.octane.world.chaos.Option.SEED;
import static org.octane.world.chaos.Option.STATUS;
import static org.octane.world.chaos.Option.TIMES;
import static org.octane.world.chaos.Option.WHEN;
import static org.octane.world.chaos.Option.WITHIN;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can go wrong in the world, where, and what can be said of it. */
enum FaultKind {
    UNREACHABLE(Place.NODE, "every session with the node is cut, new ones are refused"),
    CUT(Place.NODE, "a session with the node breaks off after that many bytes", BYTES, TIMES, ARGS),
    FAIL(
            Place.PROGRAM,
            "the program fails, with BYTES after it has passed so many",
            TIMES,
            NTH,
            EXIT,
            SAYS,
            ARGS,
            BYTES),
    SLOW(Place.NODE_OR_PROGRAM, "programs take so many times as long", FACTOR),
    FULL(Place.NODE, "nothing can be written to the node's disk"),
    CLOCK(Place.NODE, "the node's clock is wrong by that much", BY),
    STUCK(Place.RESOURCE, "pacemaker can't stop this resource on the node"),
    DOWN(Place.SERVICE, "it is stopped, Astute in the middle of its task; PostgreSQL can also freeze", MODE),
    LOST(Place.REPLIES, "a reply of Astute does not arrive", TIMES, STATUS),
    DOUBLED(Place.REPLIES, "a reply arrives twice", TIMES, STATUS),
    LATE(Place.REPLIES, "a reply arrives that much later", TIMES, STATUS, BY),
    SWAPPED(Place.REPLIES, "a report of progress arrives after the task's end", TIMES),
    RANDOM(Place.NOWHERE, "faults drawn from the others, the same ones for the same seed", SEED, COUNT, WITHIN);

    /** What stands behind the {@code @}. */
    enum Place {
        NODE("NODE"),
        PROGRAM("NODE/PROGRAM"),
        RESOURCE("NODE/RESOURCE"),
        NODE_OR_PROGRAM("NODE[/PROGRAM]"),
        SERVICE("postgres|broker|astute"),
        REPLIES("replies"),
        NOWHERE("");

        private final String form;

        Place(String form) {
            this.form = form;
        }

        String form() {
            return form;
        }
    }

    /** What every kind but random takes. */
    static final List<Option> COMMON = List.of(AFTER, FOR, WHEN, ON, NTH);

    private final Place place;
    private final String effect;
    private final Set<Option> own;

    FaultKind(Place place, String effect, Option... own) {
        this.place = place;
        this.effect = effect;
        this.own = new LinkedHashSet<>(List.of(own));
    }

    /** Those that it can't do without. */
    List<Option> needs() {
        return switch (this) {
            case SLOW -> List.of(FACTOR);
            case CLOCK, LATE -> List.of(BY);
            case RANDOM -> List.of(SEED, COUNT, WITHIN);
            default -> List.of();
        };
    }

    /** Has occasions of its own that {@code nth=} can count. */
    boolean counts() {
        return place == Place.REPLIES || this == CUT || this == FAIL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Place place() {
        return place;
    }

    /** What it does, for people. */
    String effect() {
        return effect;
    }

    Set<Option> options() {
        var all = new LinkedHashSet<>(own);
        if (place != Place.NOWHERE) {
            all.addAll(COMMON);
        }
        return all;
    }
}
