package org.octane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.octane.plan.Cloud;
import org.octane.server.CamelProducer;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

class NodeProbesTest {

    @Test
    void aNodeIsAskedOnceForTheSameThingAndAgainForAnother() throws Exception {
        var asked = new ArrayList<String>();
        var main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:preflight-look").process(exchange -> {
                    var call = exchange.getMessage().getBody(StepCall.class);
                    var pool = call.parameters().get("pool");
                    asked.add(call.name() + " " + pool);
                    exchange.getMessage().setBody(Outcome.done("", Map.of("pool", pool)));
                });
            }
        });
        main.start();
        try {
            var cloud = new Cloud(1, "sample", null, null, null, List.of(), List.of());
            var probes = new NodeProbes(
                    new PlannedUpgrade(cloud, null, null),
                    new ProbeScripts(new CamelProducer(main), Runnable::run),
                    null);

            for (var pool : List.of("images", "volumes", "images")) {
                assertThat(probes.answer(1, "ceph-pools", Map.of("pool", pool)).of("pool"))
                        .isEqualTo(pool);
            }
        } finally {
            main.stop();
        }
        assertThat(asked).containsExactly("ceph-pools images", "ceph-pools volumes");
    }
}
