package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each program that a script calls gives no answer once, at each of its calls: see {@link Sweep}. */
class SweepTest {

    private static final int SLICES = 16;

    private final List<Sweep.Count> counts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /**
     * A part of the plan, from where a cloud has come so far.
     *
     * @param before done first, without a strike
     */
    private record Part(Reached from, List<Leg> before, List<Leg> legs) {

        Part(Reached from, List<Leg> legs) {
            this(from, List.of(), legs);
        }
    }

    private static final Pattern SCRIPTS = Pattern.compile(System.getProperty("sweep.script", ""));

    private static final Part[] WHOLE_PLAN = {
        new Part(Reached.CONTROL, Leg.NODES),
        new Part(Reached.BUILT, Leg.joined(Leg.LOOKS, Leg.PREPARE, Leg.ENV, Leg.CLEANUP)),
        new Part(Reached.BUILT, Leg.MAINTENANCE),
        new Part(Reached.MAINTENANCE, Leg.joined(Leg.DUMP, Leg.RESTORE)),
        new Part(Reached.DUMPED, Leg.DROP),
        new Part(Reached.BUILT, Leg.CEPH),
        new Part(Reached.DATABASES_AND_MONITORS, Leg.CONTROL)
    };

    private static final Part[] OTHER_PLANS = {
        new Part(Reached.BUILT, Leg.IN_PLACE),
        new Part(Reached.BUILT, Leg.PREPARE, Leg.joined(Leg.PREPARED, Leg.UPDATE))
    };

    @FunctionalInterface
    private interface Choice {
        boolean has(Leg leg, String phase, Strike strike);
    }

    @Test
    @Tag("soak")
    void noScriptTakesAnAnswerThatItDidNotGetForYesOrNo() throws Exception {
        sweep((leg, phase, strike) -> true, WHOLE_PLAN);
    }

    /** What upgrades in place and updates have of their own. */
    @Test
    @Tag("soak")
    void noScriptOfTheOtherPlansTakesAnAnswerThatItDidNotGetForYesOrNo() throws Exception {
        sweep((leg, phase, strike) -> true, OTHER_PLANS);
    }

    /**
     * Strikes all over the plan, always the same; {@code -Dsweep.slice=0} to 15, or several with commas, are all of them. A sweep waits
     * more than it works: {@code -Dsweep.part=1} to 6, each in a Java of its own, take a sixth of the time of all. {@code
     * -Dsweep.script=dump|restore} is for scripts whose names have that.
     */
    @Test
    @Tag("soak")
    void aSixteenthOfAllAnswersIsMissedByNoScript() throws Exception {
        var slices = numbers("sweep.slice", "0");
        sweep(
                (leg, phase, strike) ->
                        slices.contains(Math.floorMod((leg + " " + phase + " " + strike).hashCode(), SLICES)),
                numbers("sweep.part", "1,2,3,4,5,6").stream()
                        .map(part -> WHOLE_PLAN[part - 1])
                        .toArray(Part[]::new));
    }

    /** A step of the same, for every day. */
    @Test
    void theStepThatStopsServicesTakesNoAnswerForYesOrNo() throws Exception {
        sweep(
                (leg, phase, strike) -> strike.mode() == Strike.Mode.FAIL && strike.call() == 1,
                new Part(Reached.BUILT, List.of(Leg.STOP_SERVICES)));
    }

    /** A dump and its way back have no time of their own but what they may take at most. */
    @Test
    @Tag("slow")
    void theStepsThatMoveDatabasesEndWhereMysqlDoesNot() throws Exception {
        sweep(
                (leg, phase, strike) -> strike.mode() == Strike.Mode.HANG,
                new Part(Reached.MAINTENANCE, Leg.joined(Leg.DUMP, Leg.RESTORE.subList(0, 1))));
    }

    private static Set<Integer> numbers(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(","))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What seals a dump tells a broken one from its own failure by nothing but its words. */
    @Test
    @Tag("slow")
    void theStepsThatMoveDatabasesTakeNoFailureOfWhatSealsForABrokenDump() throws Exception {
        sweep(
                (leg, phase, strike) -> strike.program().equals("openssl"),
                new Part(Reached.MAINTENANCE, Leg.joined(Leg.DUMP, Leg.RESTORE.subList(0, 1))),
                new Part(Reached.BUILT, List.of(), Leg.IN_PLACE.subList(2, 4)));
    }

    private void sweep(Choice chosen, Part... parts) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var tasks = new ArrayList<Callable<Void>>();
            for (var part : parts) {
                tasks.add(() -> swept(part, chosen));
            }
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
            report();
        }
        assertThat(faults).isEmpty();
    }

    private Void swept(Part part, Choice chosen) {
        try (var world = part.from().world()) {
            if (part.legs().containsAll(Leg.UPDATE)) {
                UpdatedNode.make(world, Leg.UPDATE.get(0).nodes().get(0));
            }
            var stages = new Stages(world);
            var told = stages.forward(part.before(), new HashMap<>(part.from().results()));
            for (var leg : part.legs()) {
                if (!leg.isCopy()
                        && !leg.isOneOfMany()
                        && SCRIPTS.matcher(leg.script()).find()) {
                    swept(
                            new Sweep(world, leg, told, (phase, strike) -> chosen.has(leg, phase, strike)),
                            world,
                            leg.isLook());
                }
                told = leg.isLook() ? told : stages.forward(List.of(leg), told);
            }
        }
        return null;
    }

    /** As it is missing, as it is done, and as it is taken back; in the end it is missing as before. */
    private void swept(Sweep sweep, ScriptWorld world, boolean look) {
        var before = new KeptFiles(world.folder());
        sweep.takeBack();
        sweep.phase("check");
        if (!look) {
            sweep.phase("act");
            sweep.phase("check");
            sweep.phase("verify");
            sweep.phase("undo");
        }
        before.putBack();
        counts.addAll(sweep.counts());
        faults.addAll(sweep.faults());
        System.out.print(Sweep.table(sweep.counts(), sweep.faults()));
    }

    private void report() throws IOException {
        var table = Sweep.table(counts, faults);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/sweep.txt"), table);
        System.out.println(table);
    }
}
