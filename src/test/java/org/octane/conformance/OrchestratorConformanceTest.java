package org.octane.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.octane.astute.AstuteMessages;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.astute.tasks.TaskSelection;
import org.octane.json.Json;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;

/**
 * What a real Nailgun's orchestrator says that it would cast, beside what Octane would: facts, hooks and provisioning data,
 * {@code target/conformance-orchestrator.txt}. Octane serves none of these calls: the facts are full of passwords. What differs
 * stands in {@link KnownCastDeviation}, for it is what Octane casts.
 */
@Tag("soak")
class OrchestratorConformanceTest {

    private static final String FILES = "orchestrator-[78]\\.0-.*\\.jsonl\\.gz";
    private static final PreservedVolumes NOTHING_KEPT = new PreservedVolumes(Set.of());

    /** Which part of which message answers which call. */
    private static final Map<String, String> PARTS = Map.of(
            ".*/orchestrator/deployment/defaults/.*", "deployment_info",
            ".*/orchestrator/plugins_pre_hooks/.*", "pre_deployment",
            ".*/orchestrator/plugins_post_hooks/.*", "post_deployment",
            ".*/orchestrator/provisioning/defaults/.*", "provisioning_info");

    private static final List<KnownCastDeviation> OWN = List.of(
            new KnownCastDeviation(
                    ".*one provisioned.*",
                    ".*/(node_volumes|ks_spaces).*",
                    "the disks of a server that joins are laid out by the test, for Nailgun's call that does so is none of Octane's"),
            new KnownCastDeviation(
                    "7\\.0 plugins enabled: .*old_hooks.*",
                    "granular_deploy/args/(pre|post)_deployment: .*",
                    "7.0 reads the tasks of an older plugin from its folder on the Fuel master: they are not in its database"),
            new KnownCastDeviation(
                    "7\\.0 moved node 1 \\(controller\\).*",
                    "granular_deploy/args/(deployment_info/.*(tasks|role|roles/\\d+|priority|fail_if_error).*|post_deployment.*)",
                    "fault: 7.0 keeps the primary role of a controller that is moved, so that the seed has two"));

    private final List<String> lines = new ArrayList<>();
    private final Set<KnownCastDeviation> used = new HashSet<>();

    @Test
    void octaneWouldCastWhatNailgunsOrchestratorSays() throws IOException {
        assumeThat(OracleLine.folder()).as("recordings of a real Nailgun").isDirectory();
        var flows = OracleFlow.of(FILES).toList();
        assertThat(flows).as("answers of the orchestrator").isNotEmpty();
        flows.forEach(this::compare);
        for (var verdict : List.of("EQUAL", "DEVIATION", "FAULT", "NOT_SERVED")) {
            lines.add(verdict + " "
                    + lines.stream()
                            .filter(line -> line.startsWith(verdict + " "))
                            .count());
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "conformance-orchestrator.txt"), lines);
        assertThat(lines).noneMatch(line -> line.startsWith("FAULT ") && !line.equals("FAULT 0"));
        assertThat(used).as("deviations that still deviate").containsAll(OWN);
    }

    private void compare(OracleFlow flow) {
        lines.add("== " + flow);
        var recorded = Json.object();
        flow.recorded()
                .forEach(answer -> PARTS.forEach((path, part) -> {
                    if (answer.path("path").asText().matches(path)
                            && answer.path("status").asInt() == 200) {
                        recorded.set(part, answer.path("response"));
                    }
                }));
        flow.recorded().stream()
                .map(answer -> answer.path("path").asText())
                .filter(path -> PARTS.keySet().stream().noneMatch(path::matches))
                .forEach(path -> lines.add("NOT_SERVED " + path));
        try (var world = new OracleWorld(flow.start().database())) {
            var preparation = new OraclePreparation(world);
            flow.start().prepare().forEach(item -> preparation.run(item));
            var before = world.addresses();
            var octanes = whole(octanes(world, flow, recorded), flow, before);
            var theirs = whole(recorded, flow, before);
            recorded.fieldNames().forEachRemaining(part -> one(flow, part, theirs.path(part), octanes.path(part)));
        } catch (RuntimeException e) {
            lines.add("FAULT " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private void one(OracleFlow flow, String part, JsonNode theirs, JsonNode octanes) {
        var reasons = new LinkedHashSet<String>();
        var faults = new ArrayList<String>();
        var method = part.equals("provisioning_info") ? "image_provision" : "granular_deploy";
        for (var difference : Differences.between(theirs, octanes)) {
            var said = method + "/args/" + part + difference;
            reason(flow, said).ifPresentOrElse(reasons::add, () -> faults.add(said));
        }
        var verdict = !faults.isEmpty() ? "FAULT " : reasons.isEmpty() ? "EQUAL " : "DEVIATION ";
        lines.add((verdict + part + " " + String.join("; ", reasons)).strip());
        faults.forEach(fault -> lines.add("    " + fault));
    }

    private Optional<String> reason(OracleFlow flow, String difference) {
        var scenario = flow.version() + " " + flow.start().scenario();
        return OWN.stream()
                .filter(known -> scenario.matches(known.line()) && difference.matches("(?s)" + known.difference()))
                .peek(used::add)
                .findFirst()
                .or(() -> Optional.ofNullable(KnownCastDeviation.of(flow.start(), difference)))
                .map(KnownCastDeviation::reason);
    }

    /** In one message, for the comparison is that of messages. */
    private static JsonNode whole(JsonNode parts, OracleFlow flow, Map<String, String> before) {
        var message = Json.object();
        message.set("args", parts);
        return new ComparedMessage(message, flow.version().equals("7.0"), before)
                .of(message)
                .path("args");
    }

    private ObjectNode octanes(OracleWorld world, OracleFlow flow, JsonNode recorded) {
        var messages = new AstuteMessages(world.deployments(), master(recorded), new OracleReleaseFiles(recorded));
        var deployed = uids(recorded.path("deployment_info"));
        var provisioned = uids(recorded.path("provisioning_info").path("nodes"));
        var cluster =
                Integer.parseInt(flow.start().content().path("path").asText().replaceAll("\\D*(\\d+).*", "$1"));
        var task = new OperationTask(UUID.randomUUID(), NodeOperation.DEPLOY, cluster, deployed);
        return world.deployments().start(task, () -> {
            var parts = Json.object();
            messages.deploy(task.uuid(), cluster, deployed, TaskSelection.ALL)
                    .path("args")
                    .properties()
                    .forEach(part -> parts.set(part.getKey(), part.getValue()));
            parts.set(
                    "provisioning_info",
                    messages.provision(task.uuid(), cluster, provisioned, NOTHING_KEPT)
                            .path("args")
                            .path("provisioning_info"));
            return parts;
        });
    }

    private static List<Integer> uids(JsonNode entries) {
        var uids = new TreeSet<Integer>();
        entries.forEach(entry -> uids.add(entry.path("uid").asInt()));
        return List.copyOf(uids);
    }

    /** Fuel's defaults; the key of MCollective is each master's own. */
    private static MasterSettings master(JsonNode recorded) {
        var usual = MasterSettings.defaults();
        return new MasterSettings(
                usual.dnsDomain(),
                usual.dnsServers(),
                usual.cobbler(),
                usual.collective(),
                recorded.findPath("mco_pskey").asText(),
                usual.puppetMaster(),
                usual.timezone(),
                usual.authorizedKeys());
    }
}
