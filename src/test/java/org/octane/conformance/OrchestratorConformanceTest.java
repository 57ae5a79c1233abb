package org.octane.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
@Tag("slow")
class OrchestratorConformanceTest {

    private static final String FILES = "orchestrator-[78]\\.0-.*\\.jsonl\\.gz";
    private static final PreservedVolumes NOTHING_KEPT = new PreservedVolumes(Set.of());

    /** Which part of which message answers which call. */
    private static final Map<String, String> PARTS = Map.of(
            ".*/orchestrator/deployment/defaults/.*", "deployment_info",
            ".*/orchestrator/plugins_pre_hooks/.*", "pre_deployment",
            ".*/orchestrator/plugins_post_hooks/.*", "post_deployment",
            ".*/orchestrator/provisioning/defaults/.*", "provisioning_info");

    private static final Map<String, List<String>> METHODS = Map.of(
            "granular_deploy", List.of("deployment_info", "pre_deployment", "post_deployment"),
            "image_provision", List.of("provisioning_info"));

    private final List<String> lines = new ArrayList<>();

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
            var situation = CastSituation.of(world, cluster(flow));
            var compared = new ComparedCasts(situation, flow.version());
            var octanes = octanes(world, flow, recorded);
            METHODS.forEach((method, parts) -> {
                var expected = new ExpectedCast(flow.start(), situation);
                var theirs = expected.of(message(method, parts, recorded));
                one(compared, theirs, message(method, parts, octanes), expected);
            });
        } catch (RuntimeException e) {
            lines.add("FAULT " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private static ObjectNode message(String method, List<String> parts, JsonNode all) {
        var message = Json.object().put("method", method);
        var arguments = message.putObject("args");
        parts.stream().filter(all::has).forEach(part -> arguments.set(part, all.get(part)));
        return message;
    }

    private void one(ComparedCasts compared, JsonNode theirs, JsonNode octanes, ExpectedCast expected) {
        var faults = compared.differences(theirs, octanes);
        var reasons = expected.deviations().stream()
                .filter(KnownCastDeviation.TABLE::contains)
                .map(KnownCastDeviation::reason)
                .toList();
        var verdict = !faults.isEmpty() ? "FAULT " : reasons.isEmpty() ? "EQUAL " : "DEVIATION ";
        lines.add((verdict + theirs.path("method").asText() + " " + String.join("; ", reasons)).strip());
        faults.forEach(fault -> lines.add("    " + fault));
    }

    private ObjectNode octanes(OracleWorld world, OracleFlow flow, JsonNode recorded) {
        var files = new OracleReleaseFiles(flow.start().scenario());
        var messages = new AstuteMessages(world.deployments(), master(recorded), files, new OraclePluginFiles());
        var cluster = cluster(flow);
        var deployed = nodes(world, flow, "deployment");
        var provisioned = nodes(world, flow, "provisioning");
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

    private static int cluster(OracleFlow flow) {
        return Integer.parseInt(flow.start().content().path("path").asText().replaceAll("\\D*(\\d+).*", "$1"));
    }

    /** Those that the call of that part of the orchestrator is about. */
    private static List<Integer> nodes(OracleWorld world, OracleFlow flow, String part) {
        var path = flow.recorded().stream()
                .map(answer -> answer.path("path").asText())
                .filter(call -> call.contains("/orchestrator/" + part + "/defaults/"))
                .findFirst()
                .orElseThrow();
        var call = new OracleCallNodes(world, new OracleLine.Step("GET", path, Json.object()), cluster(flow));
        return List.copyOf(call.of(part.equals("deployment") ? "granular_deploy" : "image_provision"));
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
