package org.octane.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a seed draws for a cloud: the same for the same seed.
 *
 * @param strategy name of the plan
 * @param faults of the world, as its file names them
 * @param lasting null: nothing fails for good; else NODE/PROGRAM that fails until a person has looked
 * @param blows what the server itself meets, one after the other
 * @param ownBroker whether the server has its broker in its own process, where it dies with it
 * @param messages whether messages for steps are lost, doubled and swapped
 * @param osds whether computes of the smallest cloud have OSDs: then they go one at a time
 * @param limits how many nodes of a role may be away at once
 */
record Weather(
        int seed,
        Kind kind,
        String strategy,
        String faults,
        String lasting,
        List<Blow> blows,
        boolean ownBroker,
        boolean messages,
        boolean osds,
        Map<String, Integer> limits) {

    /** What is upgraded. */
    enum Kind {
        /** The least that the strategy needs, which is four nodes, and in place five. */
        FOUR("four"),
        SAMPLE("sample");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("-Dchaos.cloud=" + word + " is neither four nor sample"));
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What can be done to a server. */
    enum Harm {
        KILLED("killed"),
        STANDS_STILL("stands still"),
        CUT_FROM_DATABASE("cut from the database"),
        CUT_FROM_BROKER("cut from the broker"),
        CLOCK_AHEAD("killed, the clock an hour ahead"),
        CLOCK_BACK("killed, the clock an hour back");

        private final String words;

        Harm(String words) {
            this.words = words;
        }
    }

    /**
     * One of them.
     *
     * @param after so long after the one before
     * @param lasts so long, where it lasts
     */
    record Blow(Harm harm, Duration after, Duration lasts) {

        @Override
        public String toString() {
            var time = "%.1f s".formatted(lasts.toMillis() / 1000.0);
            return switch (harm) {
                case STANDS_STILL, CUT_FROM_DATABASE, CUT_FROM_BROKER -> harm.words + " for " + time;
                default -> harm.words;
            };
        }
    }

    static final List<String> STRATEGIES = List.of("side-by-side", "in-place", "patch");

    /**
     * Programs that an upgrade can't do without, by the node that runs them; for each strategy. None that is asked for an answer: a step
     * that gets none asks again for as long as it may take.
     */
    private static final Map<Kind, List<List<String>>> LASTING = Map.of(
            Kind.FOUR,
            List.of(
                    List.of("node-1/mysqldump", "node-4/apt-get", "node-4/deploy-node", "node-10/deploy-node"),
                    List.of("node-1/mysqldump", "node-2/deploy-node", "node-4/deploy-node"),
                    List.of("node-4/deploy-node", "node-5/apt-get", "node-1/deploy-node")),
            Kind.SAMPLE,
            List.of(
                    List.of("node-1/mysqldump", "node-11/tar", "node-5/apt-get", "node-12/deploy-node"),
                    List.of("node-1/mysqldump", "node-2/deploy-node", "node-5/deploy-node"),
                    List.of("node-4/deploy-node", "node-7/apt-get", "node-2/deploy-node")));

    private static final int MOST_FAULTS = 4;
    private static final int MOST_BLOWS = 3;
    /** More than two leases of such a storm. */
    private static final int LONGEST_MILLIS = 5_000;

    private static final int SHORTEST_MILLIS = 500;
    private static final int THIRD = 3;

    static Weather of(Kind kind, int seed) {
        var random = new Random(seed);
        // Small seeds that follow one another begin with nearly the same number.
        random.nextLong();
        boolean four = kind == Kind.FOUR;
        int plan = Math.floorMod(seed, STRATEGIES.size());
        var faults = "random:seed=" + seed + ":count=" + (1 + random.nextInt(four ? MOST_FAULTS : 2 * MOST_FAULTS))
                + ":within=" + (four ? "8s" : "25s");
        var programs = LASTING.get(kind).get(plan);
        var lasting = random.nextInt(THIRD) == 0 ? programs.get(random.nextInt(programs.size())) : null;
        boolean ownBroker = random.nextInt(THIRD) == 0;
        var blows = new ArrayList<Blow>();
        for (int left = random.nextInt(MOST_BLOWS + 1); left > 0; left--) {
            var harm = Harm.values()[random.nextInt(Harm.values().length)];
            blows.add(new Blow(
                    harm == Harm.CUT_FROM_BROKER && ownBroker ? Harm.STANDS_STILL : harm,
                    Duration.ofMillis(random.nextInt(LONGEST_MILLIS)),
                    Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS))));
        }
        boolean osds = random.nextBoolean();
        int atOnce = 1 + random.nextInt(four ? 2 : THIRD);
        // An update takes one node after the other, and so does a cloud whose computes have OSDs.
        if (STRATEGIES.get(plan).equals("patch") || four && osds) {
            atOnce = 1;
        }
        return new Weather(
                seed,
                kind,
                STRATEGIES.get(plan),
                faults,
                lasting,
                List.copyOf(blows),
                ownBroker,
                !ownBroker && random.nextInt(THIRD) > 0,
                osds,
                Map.of("compute", atOnce, "ceph-osd", 1));
    }

    /** Nothing goes wrong. */
    static Weather calm(String strategy, boolean osds) {
        return new Weather(
                0,
                Kind.FOUR,
                strategy,
                "",
                null,
                List.of(),
                false,
                false,
                osds,
                Map.of("compute", osds ? 1 : 2, "ceph-osd", 1));
    }

    /** In a failure's own words, to be found again in its dead letter. */
    String words() {
        return "the storm of seed " + seed;
    }

    @Override
    public String toString() {
        var said = new ArrayList<String>();
        blows.forEach(blow -> said.add(blow.toString()));
        if (ownBroker) {
            said.add("with its own broker");
        }
        if (lasting != null) {
            said.add(lasting + " fails for good");
        }
        return said.isEmpty() ? "-" : String.join(", ", said);
    }
}
