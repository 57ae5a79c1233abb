package org.octane.engine;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.octane.plan.Outcome;
import org.octane.plan.Phase;
import org.octane.plan.StepCall;
import org.octane.plan.StepFailure;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What the route {@code run-step} asks on its way from check to verify. */
public final class Execution {

    private final NamedParameterJdbcTemplate sql;

    Execution(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    /** @throws Overtaken if the step is no longer this claim's */
    public StepCall enter(Object claimed, String phase) {
        var claim = (Claim) claimed;
        int mine = sql.update(
                Sql.of("enter-phase"),
                Map.of("step", claim.step(), "fence", claim.fence(), "phase", phase.toLowerCase(Locale.ROOT)));
        if (mine == 0) {
            throw new Overtaken(claim);
        }
        return claim.call(Phase.valueOf(phase));
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
