package org.octane.world.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The fault {@code random}: draws faults that an upgrade should survive by itself; the same for the same seed and the same nodes. */
record RandomFaults(Random random, List<String> nodes, int within) {

    private static final List<String> PROGRAMS =
            List.of("ceph", "mysql", "mysqldump", "gzip", "service", "crm", "nova", "pcs", "ip", "sha256sum");
    private static final int KINDS = 11;

    static List<Fault> of(Fault fault, List<String> nodes) {
        var within = fault.duration(FaultOption.WITHIN, Duration.ZERO).toMillis();
        var faults = new RandomFaults(new Random(Long.parseLong(fault.text(FaultOption.SEED, "0"))), nodes, (int)
                Math.min(Math.max(within, 1), Integer.MAX_VALUE));
        var drawn = new ArrayList<Fault>();
        for (int i = 0; i < fault.number(FaultOption.COUNT, 1); i++) {
            drawn.addAll(FaultSpec.parse(faults.next() + ":after=" + faults.random.nextInt(faults.within) + "ms"));
        }
        return drawn;
    }

    private String next() {
        return switch (random.nextInt(KINDS)) {
            case 0 -> "unreachable@" + node() + seconds(1, 8);
            case 1 -> "cut@" + node() + ":bytes=" + random.nextInt(20_000) + ":times=1";
            case 2 -> "fail@" + node() + "/" + any(PROGRAMS) + ":times=" + (1 + random.nextInt(2));
            case 3 -> "slow@" + node() + ":factor=" + (2 + random.nextInt(3)) + seconds(5, 15);
            case 4 -> "down@postgres" + seconds(1, 5);
            case 5 -> "down@postgres:mode=pause" + seconds(1, 5);
            case 6 -> "down@broker" + seconds(1, 5);
            case 7 -> "down@astute" + seconds(1, 5);
            case 8 -> "lost@replies:status=progress:times=" + (1 + random.nextInt(3));
            case 9 -> "doubled@replies:status=any:times=" + (1 + random.nextInt(3));
            default -> "late@replies:by=" + (1 + random.nextInt(5)) + "s:status=any:times=1";
        };
    }

    private String seconds(int least, int most) {
        return ":for=" + (least + random.nextInt(most - least + 1)) + "s";
    }

    private String node() {
        var id = any(nodes);
        return Character.isDigit(id.charAt(0)) ? "node-" + id : id;
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
