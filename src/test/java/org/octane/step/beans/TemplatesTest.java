package org.octane.step.beans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** What most steps are made of: routes/steps/templates.camel.yaml. */
class TemplatesTest extends CamelTestSupport {

    private final List<String> asked = new ArrayList<>();

    /** As the beans of steps are. */
    public final class Answers {

        public Outcome check(StepCall call) {
            asked.add("check " + call.name());
            return Outcome.missing("not there");
        }

        public Outcome act(StepCall call) {
            asked.add("act " + call.name());
            return Outcome.done("made", Map.of("rows", "7"));
        }

        public Outcome verify(StepCall call) {
            asked.add("verify " + call.name());
            return Outcome.done("there", Map.of());
        }

        public Outcome undo(StepCall call) {
            asked.add("undo " + call.name());
            throw new StepFailure("The way back is closed.", false, 4, "a wall", "Open it.");
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var context = super.createCamelContext();
        context.getRegistry().bind("answers", new Answers());
        StepRoutes.describe((ModelCamelContext) context);
        var loader = PluginHelper.getRoutesLoader(context);
        loader.loadRoutes(
                PluginHelper.getResourceLoader(context).resolveResource("classpath:routes/steps/templates.camel.yaml"));
        TemplatedRouteBuilder.builder(context, "bean")
                .routeId("step-look-around")
                .parameter("step", "look-around")
                .parameter("title", "Somebody has looked around")
                .parameter("name", "answers")
                .parameter("job", "false")
                .add();
        return context;
    }

    @ParameterizedTest
    @EnumSource(value = Phase.class, mode = EnumSource.Mode.EXCLUDE, names = "UNDO")
    void aBeanIsAskedForTheMethodOfThePhase(Phase phase) {
        var outcome = template().requestBody("direct:step-look-around", call(phase), Outcome.class);

        assertThat(asked).containsExactly(phase.name().toLowerCase(java.util.Locale.ROOT) + " look-around");
        assertThat(outcome.kind()).isEqualTo(phase == Phase.CHECK ? Outcome.Kind.MISSING : Outcome.Kind.DONE);
        assertThat(outcome.results()).isEqualTo(phase == Phase.ACT ? Map.of("rows", "7") : Map.of());
    }

    @Test
    void whatABeanThrowsReachesTheCallerAsItWas() {
        assertThatThrownBy(() -> template().requestBody("direct:step-look-around", call(Phase.UNDO)))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .isInstanceOf(StepFailure.class)
                .hasMessage("The way back is closed.")
                .extracting("remedy")
                .isEqualTo("Open it.");
        assertThat(asked).as("nobody tries again but the engine").containsExactly("undo look-around");
    }

    @Test
    void aRouteIsDescribedByTheTitleOfItsStep() {
        assertThat(context().getRoute("step-look-around").getDescription()).isEqualTo("Somebody has looked around");
    }

    private static StepCall call(Phase phase) {
        return new StepCall(1, 2, "prepare", "look-around", phase, 1, 1, List.of(4), 1, null, Map.of());
    }
}
