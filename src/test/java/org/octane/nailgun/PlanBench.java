package org.octane.nailgun;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.bench.Figures;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures the plan of a whole upgrade of 200 nodes: the cloud read from Nailgun's database and the steps computed. Its pre-flight, which
 * asks each node over SSH, is in none of it; how long first contacts take is a figure of its own in {@code scripts/bench ssh}. No test: its
 * name keeps it out of them; {@code scripts/bench plan} runs it.
 */
class PlanBench {

    private static final int ROUNDS = 40;

    private final Figures figures = new Figures();

    @Test
    void measure() {
        var database = NailgunDatabase.sample();
        CloneBench.grow(new JdbcTemplate(database));
        var clouds = NailgunDatabase.nailgun(database).clouds();
        var planner = new Planner(Catalogues.BUILT);
        var options = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, true, false);
        var first = new ArrayList<Long>();
        var read = new ArrayList<Long>();
        var planned = new ArrayList<Long>();
        int steps = 0;
        for (var i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            var cloud = clouds.cloud(1, null);
            long middle = System.nanoTime();
            steps = planner.plan(cloud, options).stages().stream()
                    .flatMap(stage -> stage.groups().stream())
                    .mapToInt(group -> group.steps().size())
                    .sum();
            long end = System.nanoTime();
            read.add(middle - start);
            planned.add(end - middle);
            if (i == 0) {
                first.add(end - start);
            }
        }
        figures.add("The cloud read from Nailgun's database", Figures.medianAndTail(read));
        figures.add("Its %,d steps computed".formatted(steps), Figures.medianAndTail(planned));
        double once = Figures.millis(first, 0.5);
        figures.add(
                "Plan of 200 nodes, the first of a process",
                Figures.millis(once),
                "",
                "≤ 1 s, without contacts",
                once <= 1_000);
        figures.write("plan");
    }
}
