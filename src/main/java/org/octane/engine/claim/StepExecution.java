package org.octane.engine.claim;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What the route {@code run-step} asks on its way from check to verify. */
public final class StepExecution {

    private static final SqlFiles SQL = new SqlFiles("engine/claim");

    private final NamedParameterJdbcTemplate sql;

    public StepExecution(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    /** A step begins with a look whether its effect is there; what undoes one just does so. */
    public String first(Object claimed) {
        return (((Claim) claimed).undoes() == null ? Phase.CHECK : Phase.UNDO).name();
    }

    /** @throws StaleClaim if the step is no longer this claim's */
    public StepCall enter(Object claimed, String phase) {
        var claim = (Claim) claimed;
        int mine = sql.update(
                SQL.of("enter-phase"),
                Map.of("step", claim.step(), "fence", claim.fence(), "phase", phase.toLowerCase(Locale.ROOT)));
        if (mine == 0) {
            throw new StaleClaim(claim);
        }
        return claim.call(Phase.valueOf(phase)).with(used(claim));
    }

    /** Results of earlier steps of the stage; those of several nodes stand beside each other. */
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
            if (!results.containsKey(result) && claim.undoes() != null) {
                return; // The earlier step failed, so this one did not get far.
            }
            if (!results.containsKey(result)) {
                throw StepFailure.lasting(
                        "No earlier step of this stage left the result " + result + ".",
                        "Run the stage from its beginning.");
            }
            parameters.put(parameter, results.get(result));
        });
        return parameters;
    }

    /** What act and verify found, together; an effect that isn't proved is a failure. */
    public Outcome proved(Outcome acted, Outcome verified) {
        if (verified.kind() == Outcome.Kind.MISSING) {
            throw StepFailure.passing("Not proved: " + verified.message());
        }
        var results = new HashMap<>(acted.results());
        results.putAll(verified.results());
        return new Outcome(verified.kind(), verified.message(), results, verified.wakeUp());
    }
}
