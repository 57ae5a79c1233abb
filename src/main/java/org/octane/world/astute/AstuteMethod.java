package org.octane.world.astute;

import java.util.Map;
import java.util.Set;

/** What Astute does on a call. */
@FunctionalInterface
interface AstuteMethod {

    /**
     * @throws InterruptedException the job was stopped, or the program ends
     */
    void run(Job job, Report report) throws InterruptedException;

    /** The methods by name; Astute does nothing on others. */
    static Map<String, AstuteMethod> all(Simulation simulation, ParallelNodeWork fanOut) {
        AstuteMethod provision = new ProvisionNodes(simulation, fanOut);
        AstuteMethod deploy = new DeployNodes(simulation, fanOut);
        return Map.of(
                "echo", (job, report) -> {},
                "provision", provision,
                "image_provision", provision,
                "deploy", deploy,
                "granular_deploy", deploy,
                "remove_nodes", new RemoveNodes(simulation, fanOut),
                "execute_tasks", new ExecuteTasks(simulation));
    }

    /** {@code provision}, {@code deploy}, {@code remove}, or {@code task} for what touches nodes in other ways. */
    static String kind(String method) {
        return switch (method) {
            case "provision", "image_provision" -> "provision";
            case "deploy", "granular_deploy" -> "deploy";
            case "remove_nodes" -> "remove";
            default -> "task";
        };
    }

    /** Those that a stop interrupts. */
    Set<String> STOPPABLE = Set.of("provision", "image_provision", "deploy", "granular_deploy");
}
