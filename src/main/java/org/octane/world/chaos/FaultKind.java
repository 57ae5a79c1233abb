package org.octane.world.chaos;

import static org.octane.world.chaos.FaultOption.AFTER;
import static org.octane.world.chaos.FaultOption.ARGS;
import static org.octane.world.chaos.FaultOption.BY;
import static org.octane.world.chaos.FaultOption.BYTES;
import static org.octane.world.chaos.FaultOption.COUNT;
import static org.octane.world.chaos.FaultOption.EXIT;
import static org.octane.world.chaos.FaultOption.FACTOR;
import static org.octane.world.chaos.FaultOption.FOR;
import static org.octane.world.chaos.FaultOption.MODE;
import static org.octane.world.chaos.FaultOption.NTH;
import static org.octane.world.chaos.FaultOption.ON;
import static org.octane.world.chaos.FaultOption.SAYS;
import static org.octane.world.chaos.FaultOption.SEED;
import static org.octane.world.chaos.FaultOption.STATUS;
import static org.octane.world.chaos.FaultOption.TIMES;
import static org.octane.world.chaos.FaultOption.WHEN;
import static org.octane.world.chaos.FaultOption.WITHIN;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of faults: what each does, where it strikes, and which options it takes. */
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
    DOWN(
            Place.SERVICE,
            "it is stopped, Astute or its worker in the middle of a task; all but a worker can also freeze",
            MODE),
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
        SERVICE("postgres|broker|astute|worker"),
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
    static final List<FaultOption> COMMON = List.of(AFTER, FOR, WHEN, ON, NTH);

    private final Place place;
    private final String effect;
    private final Set<FaultOption> own;

    FaultKind(Place place, String effect, FaultOption... own) {
        this.place = place;
        this.effect = effect;
        this.own = new LinkedHashSet<>(List.of(own));
    }

    /** Those that it can't do without. */
    List<FaultOption> needs() {
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

    Set<FaultOption> options() {
        var all = new LinkedHashSet<>(own);
        if (place != Place.NOWHERE) {
            all.addAll(COMMON);
        }
        return all;
    }
}
