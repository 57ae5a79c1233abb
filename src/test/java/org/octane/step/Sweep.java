package org.octane.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.octane.step.ScriptWorld.Result;

/**
 * Runs a phase of a script again and again, each time with one call of one program unanswered, and holds each run against an
 * undisturbed one: a look that ends well has seen the same; an act or undo that ends well has come to the same; one that
 * failed comes to the same when it is tried again. Nothing is refused for good.
 */
final class Sweep {

    /** What a script waits at most, in seconds: here nobody is slow, unless the machine has other work. */
    private static final int PATIENCE = Integer.getInteger("sweep.patience", 10);

    /**
     * On which of the other nodes a machine runs that was moved, which number a service has listed itself under, and since when
     * which OSD is not heard.
     */
    private static final String OF_THE_MOMENT =
            "(?s)cloud/vms/\\S+ was: running node-\\d+(\\W.*), is: running node-\\d+\\1"
                    + "|cloud/env/\\d+/db/(nova/instances|[a-z]+/(agents|services))[.]rows was: .*|cloud/silent/.*"
                    // Tried again there is no quorum that would tell the map: the others of the step have ended. OSDs
                    // are asked then.
                    + "|nodes/\\d+/root/var/lib/octane/.*/[.]?seed-osdmap\\S* (is gone|was not there).*";

    private static final Pattern CHANGED = Pattern.compile("(?s)\\S+ was: (.*), is: (.*)");

    /** How many strikes at which program of a script, by phase. */
    record Count(String script, String phase, int strikes, Map<String, Integer> programs) {}

    private final ScriptWorld world;
    private final Leg leg;
    private final int node;
    private final Map<String, String> with;
    private final BiPredicate<String, Strike> chosen;
    private final List<String> faults = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();

    /** @param chosen of the strikes at a phase those that are run */
    Sweep(ScriptWorld world, Leg leg, Map<String, String> told, BiPredicate<String, Strike> chosen) {
        this.world = world;
        this.leg = leg;
        this.node = leg.nodes().get(0);
        this.with = Stages.variables(leg, told);
        this.chosen = chosen;
        world.sends(Sweep::impatient);
    }

    static String impatient(String script) {
        return script.replace(
                        "end=$((SECONDS + $1))", "end=$((SECONDS + ($1 < " + PATIENCE + " ? $1 : " + PATIENCE + ")))")
                .replace(
                        "timeout \"--kill-after=$KILL_AFTER\" \"$@\"",
                        "timeout --kill-after=1 " + PATIENCE + " \"${@:2}\"")
                .replace("exec timeout -s KILL 120", "exec timeout -s KILL " + PATIENCE);
    }

    List<String> faults() {
        return faults;
    }

    List<Count> counts() {
        return counts;
    }

    /** What the world has already is taken back, so that an act has something to do. */
    void takeBack() {
        if (!leg.isLook() && one("check").exit() == 0) {
            run("undo");
        }
    }

    /** Strikes at a phase; afterwards the world is as the undisturbed phase leaves it. */
    void phase(String phase) {
        var kept = new KeptFiles(world.folder());
        var name = Integer.toString(node);
        name = node == Leg.MASTER ? "master" : name;
        Strike.note(world.folder(), name);
        run(phase);
        var possible = Strike.of(world.folder(), name);
        if (possible.isEmpty()) {
            faults.add(leg + " " + phase + " calls no program, so that nothing is shown of it");
        }
        var strikes =
                possible.stream().filter(strike -> chosen.test(phase, strike)).toList();
        kept.putBack();
        var right = run(phase);
        var proof = proof(phase);
        var end = Snapshot.of(world);
        for (var strike : strikes) {
            kept.putBack();
            strike.put(world.folder(), name);
            var struck = run(phase);
            var problem = phase.equals("check") || phase.equals("verify")
                    ? look(right, struck)
                    : change(phase, right, struck, proof, end);
            if (!problem.isEmpty()) {
                faults.add(leg + " " + phase + ", " + strike + ": " + problem + " (ended with " + struck.exit() + ": "
                        + last(struck.err()) + ")");
            }
        }
        counts.add(new Count(leg.toString(), phase, strikes.size(), Strike.counted(strikes)));
        kept.putBack();
        run(phase);
    }

    private static String look(Result right, Result struck) {
        return switch (struck.exit()) {
            case 0 ->
                right.exit() != 0
                        ? "it says done, which is not so"
                        : struck.results().equals(right.results()) ? "" : "its results are " + struck.results();
            case ScriptRun.MISSING -> right.exit() == ScriptRun.MISSING ? "" : "it says missing, which is not so";
            case ScriptRun.REFUSED -> right.exit() == ScriptRun.REFUSED ? "" : "it is refused for good";
            default -> "";
        };
    }

    private String change(String phase, Result right, Result struck, Result proof, Snapshot end) {
        if (struck.exit() == ScriptRun.REFUSED && right.exit() != ScriptRun.REFUSED) {
            return "it is refused for good";
        }
        if (struck.exit() != 0 && right.exit() == 0) {
            var again = again(phase);
            if (again.exit() != 0) {
                return "tried again it ends with " + again.exit() + ": " + last(again.err());
            }
        }
        var now = proof(phase);
        if (now.exit() == ScriptRun.NO_ANSWER) {
            // An act that had less to do than the undisturbed one has left the strike to its proof, which is asked
            // again.
            now = proof(phase);
        }
        if (now.exit() != proof.exit() || !repeatable(now).equals(repeatable(proof))) {
            return "afterwards verify ends with " + now.exit() + ", " + now.results() + ": " + last(now.err());
        }
        if (right.exit() != 0) {
            return "";
        }
        var other = end.differences(Snapshot.of(world)).stream()
                .filter(line -> !line.matches(OF_THE_MOMENT) && !isOfAnotherTimeOnly(line))
                .toList();
        return other.isEmpty() ? "" : "afterwards " + String.join("; ", other.subList(0, Math.min(2, other.size())));
    }

    /** Without what is another at each time: a dump says when it was made, so that it is longer or shorter once compressed. */
    private static Map<String, String> repeatable(Result result) {
        var results = new TreeMap<>(result.results());
        results.remove("sha256");
        results.remove("bytes");
        return results;
    }

    /**
     * Maps of monitors say when they were made; and whoever hangs does so, at the pace of this cloud, for longer than the 900 s after which
     * monitors that hear nothing of an OSD take it for down.
     */
    private static boolean isOfAnotherTimeOnly(String line) {
        var sides = CHANGED.matcher(line.replaceAll("(created|modified) \\d+", "$1")
                .replaceAll("(\\d+ [0-9a-f-]{36} \\S+ \\d \\d) [01]", "$1"));
        return sides.matches() && sides.group(1).equals(sides.group(2));
    }

    /** As the engine tries again. */
    private Result again(String phase) {
        if (phase.equals("undo")) {
            return run(phase);
        }
        var check = one("check");
        return check.exit() == ScriptRun.MISSING ? run(phase) : check;
    }

    private Result proof(String phase) {
        return phase.equals("act") ? one("verify") : new Result(0, "", "");
    }

    /** On all nodes of a step that needs them all, otherwise on the first. */
    private Result run(String phase) {
        if (!leg.atOnce() || !(phase.equals("act") || phase.equals("undo"))) {
            return one(phase);
        }
        var others = leg.nodes().subList(1, leg.nodes().size()).stream()
                .map(other -> new Thread(() -> world.run(leg.stage(), leg.script(), phase, other, with)))
                .toList();
        others.forEach(Thread::start);
        var result = one(phase);
        for (var other : others) {
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return result;
    }

    private Result one(String phase) {
        return world.run(leg.stage(), leg.script(), phase, node, with);
    }

    private static String last(String err) {
        var lines = err.strip().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** A table of script, phase and what was struck how often. */
    static String table(List<Count> counts, List<String> faults) {
        var text = new StringBuilder();
        int all = 0;
        var phases = new TreeMap<String, Integer>();
        for (var count : counts) {
            text.append(String.format(
                    "%-32s %-7s %3d  %s%n", count.script(), count.phase(), count.strikes(), count.programs()));
            all += count.strikes();
            phases.merge(count.phase(), count.strikes(), Integer::sum);
        }
        text.append(String.format("%d strikes %s, %d faults%n", all, phases, faults.size()));
        faults.forEach(fault -> text.append(fault).append(System.lineSeparator()));
        return text.toString();
    }
}
