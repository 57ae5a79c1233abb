package org.octane.engine;

import java.util.function.IntFunction;
import org.octane.engine.create.Clouds;
import org.octane.engine.create.Preflight;
import org.octane.engine.settle.NodeNames;
import org.octane.plan.Planner;

/**
 * Where the engine, which knows no cloud, learns about one.
 *
 * @param planner knows the strategies
 * @param clouds clusters, nodes and releases
 * @param preflight looks at a cloud before it is upgraded
 * @param batches the same of what goes by how many nodes are away at once, and of nothing else
 * @param seeds the seed of an original, null if there is none
 * @param names names of nodes
 */
public record CloudSources(
        Planner planner,
        Clouds clouds,
        Preflight preflight,
        Preflight batches,
        IntFunction<Integer> seeds,
        NodeNames names) {}
