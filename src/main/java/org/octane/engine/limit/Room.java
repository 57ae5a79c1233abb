package org.octane.engine.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.engine.create.Clouds;
import org.octane.engine.create.Preflight;
import org.octane.failure.Code;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.ServingSide;
import org.octane.plan.catalogue.StageDefinition;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Whether a cloud can do without the nodes of batches that were never looked at together: the checks of the pre-flight that go by
 * how many are away at once are made again, of the cloud as it is now. Asking takes time, so nothing is held meanwhile.
 */
public final class Room {

    private static final SqlFiles SQL = new SqlFiles("engine/limit");
    private static final Set<ServingSide> CLOSED = Set.of(ServingSide.MAINTENANCE, ServingSide.SWITCHING);

    private final NamedParameterJdbcTemplate sql;
    private final Planner planner;
    private final Clouds clouds;
    private final Preflight checks;

    /** @param checks those alone that go by the size of batches */
    public Room(NamedParameterJdbcTemplate sql, Planner planner, Clouds clouds, Preflight checks) {
        this.sql = sql;
        this.planner = planner;
        this.clouds = clouds;
        this.checks = checks;
    }

    /**
     * @param batches stages with batches to come, and nothing else
     * @return what was found by checks that fail and are ignored
     * @throws Refusal if a check fails that nobody ignores, with what it found
     */
    List<String> mustBeThere(Limits.Request request, PlanOptions options, List<Plan.Stage> batches) {
        if (batches.stream().flatMap(Plan.Stage::steps).allMatch(step -> step.drains() == null)) {
            return List.of();
        }
        var findings = findings(request, options, batches);
        var failed = sentences(findings, Finding.Result.FAILED);
        if (!failed.isEmpty()) {
            throw Refusal.conflict(
                            "Pre-flight: the cloud is not fit for so many away at once, " + failed.size()
                                    + (failed.size() == 1 ? " check fails." : " checks fail."),
                            failed)
                    .as(Code.PREFLIGHT_FAILED);
        }
        return sentences(findings, Finding.Result.IGNORED);
    }

    private static List<String> sentences(List<Finding> findings, Finding.Result result) {
        return findings.stream()
                .filter(finding -> finding.is(result))
                .map(finding -> finding.check() + ": " + finding.found() + " " + finding.remedy())
                .map(String::strip)
                .toList();
    }

    private record UnderWay(String stage, int original, int release, Integer seed) {}

    private List<Finding> findings(Limits.Request request, PlanOptions options, List<Plan.Stage> batches) {
        // Read to its end first: whoever asks the cloud gives the connection back meanwhile.
        return underWay(request.upgrade()).stream()
                .findFirst()
                .map(at -> checks.of(
                        cloud(options.strategy(), at.original(), at.release(), at.seed()),
                        plan(options, at.stage(), batches),
                        options,
                        request.ignored()))
                .orElse(List.of());
    }

    private List<UnderWay> underWay(long upgrade) {
        return sql.query(
                SQL.of("under-way"),
                Map.of("upgrade", upgrade),
                (row, i) -> new UnderWay(
                        row.getString("stage"),
                        row.getInt("original_cluster_id"),
                        row.getInt("release_id"),
                        row.getObject("seed_cluster_id", Integer.class)));
    }

    private Cloud cloud(String strategy, int original, int release, Integer seed) {
        return switch (planner.kind(strategy)) {
            case UPGRADE -> clouds.of(original, release, seed);
            case UPDATE -> clouds.ofUpdate(original, release);
            case IN_PLACE -> clouds.ofInPlace(original, release);
        };
    }

    /** The stage that is under way in front: who serves the cloud is told by it. */
    private Plan plan(PlanOptions options, String stage, List<Plan.Stage> batches) {
        var stages = new ArrayList<Plan.Stage>();
        if (batches.stream().noneMatch(each -> each.name().equals(stage))) {
            var definition = planner.catalogue().stages().get(stage);
            stages.add(new Plan.Stage(definition, serving(definition), List.of(), List.of(), List.of()));
        }
        stages.addAll(batches);
        return new Plan(options.strategy(), stages);
    }

    /** Of a stage that closes the API nobody knows whether it has already. */
    private ServingSide serving(StageDefinition stage) {
        return CLOSED.contains(stage.serves())
                ? stage.serves()
                : planner.catalogue().servingBefore(stage);
    }
}
