package org.octane.astute;

import jakarta.jms.ConnectionFactory;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.astute.erase.Erasing;
import org.octane.nailgun.NodeMoves;
import org.octane.nailgun.Seeds;
import org.octane.step.HostKeys;
import org.octane.step.Mask;
import org.octane.step.StepOutput;
import org.octane.step.WakeUps;

/**
 * What this package needs of others.
 *
 * @param probes connections to Astute's broker that fail within seconds
 * @param camel sends to routes
 * @param master looks on the Fuel master what became of a task
 * @param pluginFiles reads what plugins keep on the Fuel master
 * @param scripts what nodes run as deployment tasks
 * @param erasing asks the world before nodes lose their systems
 * @param seeds whose original a seed is of
 * @param moves brings nodes back that were assigned and may not be installed
 * @param hostKeys forgets the key of a server that is installed anew
 * @param wakeUps wakes steps that wait for a reply
 * @param mask takes secrets out of what Astute says
 * @param output keeps for operators what Astute says of a step
 */
public record AstuteDependencies(
        ConnectionFactory probes,
        Supplier<ProducerTemplate> camel,
        TaskLook master,
        PluginTaskFiles pluginFiles,
        TaskScripts scripts,
        Erasing erasing,
        Seeds seeds,
        NodeMoves moves,
        HostKeys hostKeys,
        WakeUps wakeUps,
        Mask mask,
        StepOutput output) {}
