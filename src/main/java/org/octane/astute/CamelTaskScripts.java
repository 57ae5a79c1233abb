package org.octane.astute;

import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

record CamelTaskScripts(Supplier<ProducerTemplate> camel) implements TaskScripts {

    @Override
    public StepCall facts(StepCall call) {
        return answer("direct:task-facts", "", call, StepCall.class);
    }

    @Override
    public Outcome run(String script, StepCall call) {
        return answer("direct:task-script", script, call, Outcome.class);
    }

    private <T> T answer(String route, String script, StepCall call, Class<T> type) {
        try {
            return camel.get().requestBodyAndHeader(route, call, "CamelOctaneScript", script, type);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
