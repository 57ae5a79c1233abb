package org.octane.engine.claim;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.octane.failure.Code;
import org.octane.plan.catalogue.StepDefinition;
import org.octane.sql.SqlFiles;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The phases of a claimed step, as the route {@code run-step} goes through them. */
public final class StepExecution {

    private static final SqlFiles SQL = new SqlFiles("engine/claim");

    private final NamedParameterJdbcTemplate sql;

    public StepExecution(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    /** A step begins with its check; one that undoes another has a single phase. */
    public String first(Object claimed) {
        return (((Claim) claimed).undoes() == null ? Phase.CHECK : Phase.UNDO).name();
    }

    /** @throws StaleClaim if the step has a newer claim */
    public StepCall enter(Object claimed, String phase) {
        var claim = (Claim) claimed;
        // The claim has written that it checks, and a check changes nothing that a newer claim would have to be asked
        // for.
        if (!phase.equals(Phase.CHECK.name()) && !isNewest(claim, phase)) {
            throw new StaleClaim(claim);
        }
        return claim.call(Phase.valueOf(phase)).with(used(claim));
    }

    private boolean isNewest(Claim claim, String phase) {
        var values = Map.of("step", claim.step(), "fence", claim.fence(), "phase", phase.toLowerCase(Locale.ROOT));
        var statement = phase.equals(Phase.VERIFY.name()) ? "enter-verify" : "enter-phase";
        return sql.update(SQL.of(statement), values) == 1;
    }

    /** Results of earlier steps of the stage, and for an undo of the undoing of later ones; those of several nodes are joined. */
    private Map<String, String> used(Claim claim) {
        var parameters = new HashMap<String, String>();
        if (claim.uses().isEmpty()) {
            return parameters;
        }
        var results = new HashMap<String, String>();
        long step = claim.undoes() == null ? claim.step() : claim.undoes();
        for (var row : sql.queryForList(SQL.of("results-of-stage"), Map.of("step", step))) {
            results.put((String) row.get("name"), (String) row.get("value"));
        }
        claim.uses().forEach((parameter, result) -> {
            if (!results.containsKey(result) && (claim.undoes() != null || result.startsWith(StepDefinition.UNDONE))) {
                return; // The other step failed or wasn't undone, so this one has no effect that needs the result.
            }
            if (!results.containsKey(result)) {
                throw StepFailure.lasting(
                        "No earlier step of this stage has the result " + result + ".",
                        "Run the stage from its beginning.");
            }
            parameters.put(parameter, results.get(result));
        });
        return parameters;
    }

    /** The results of act and verify; an effect that verify doesn't find is a failure. */
    public Outcome verified(Outcome acted, Outcome verified) {
        if (verified.kind() == Outcome.Kind.MISSING) {
            throw StepFailure.passing("Verification failed: " + verified.message())
                    .as(Code.NOT_PROVED);
        }
        var results = new HashMap<>(acted.results());
        results.putAll(verified.results());
        return new Outcome(verified.kind(), verified.message(), results, verified.wakeUp());
    }
}
