package org.octane.astute;

import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/** Scripts of steps that Astute has nodes run as deployment tasks. */
public interface TaskScripts {

    /** The call with all that a script is told of the cloud. */
    StepCall facts(StepCall call);

    /**
     * What a script says over SSH, in the phase of the call.
     *
     * @param script {@code <stage>/<script>}
     * @param call with its facts
     */
    Outcome run(String script, StepCall call);

    /** Through routes. */
    static TaskScripts through(Supplier<ProducerTemplate> camel) {
        return new CamelTaskScripts(camel);
    }
}
