package org.octane.step.beans;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.InvalidDefinition;
import org.octane.plan.catalogue.Run;
import org.octane.plan.catalogue.StepDefinition;

/** Makes a route {@code step-<name>} of every step that has none of its own, from the template that its {@code run} names. */
public final class StepRoutes extends RouteBuilder {

    private final Catalogue catalogue;

    private StepRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param beans the names of all beans that steps may call
     * @throws InvalidDefinition if a step runs a bean that isn't there
     */
    public static StepRoutes of(Set<String> beans, Catalogue catalogue) {
        for (var step : catalogue.steps().values()) {
            var bean = bean(step);
            if (bean != null && !beans.contains(bean)) {
                throw step.invalid("there is no bean " + step.run().name());
            }
        }
        return new StepRoutes(catalogue);
    }

    private static String bean(StepDefinition step) {
        return switch (step.run().kind()) {
            case BEAN -> step.run().name();
            case CAST -> "cast-" + step.run().name();
            case SCRIPT, CONTROLLER_SCRIPT, COPY, ROUTE, APPROVAL, TURN -> null;
        };
    }

    @Override
    public void configure() {
        describe((ModelCamelContext) getContext());
        catalogue.steps().values().stream()
                .filter(step -> step.run().kind() != Run.Kind.ROUTE)
                .forEach(this::route);
    }

    /** The description of a template is no template itself: Camel doesn't fill parameters in there. */
    static void describe(ModelCamelContext context) {
        context.addRouteTemplateDefinitionConverter("*", (template, parameters) -> {
            var route = template.asRouteDefinition();
            route.setDescription((String) parameters.get("title"));
            return route;
        });
    }

    private void route(StepDefinition step) {
        var template = step.run().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        templatedRoute(template)
                .routeId(id(step))
                .parameter("step", step.name())
                .parameter("title", step.description())
                .parameter("name", step.run().name())
                .parameter("job", Boolean.toString(step.job()));
    }

    /**
     * To be called when all routes are there.
     *
     * @throws InvalidDefinition if a step has neither a template's route nor one of its own
     */
    public void requireOwnRoutes() {
        for (var step : catalogue.steps().values()) {
            if (getContext().getRoute(id(step)) == null) {
                throw step.invalid("there is no route " + id(step));
            }
        }
    }

    private static String id(StepDefinition step) {
        return "step-" + step.name();
    }
}
