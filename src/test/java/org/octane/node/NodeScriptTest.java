package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.octane.step.Phase;
import org.octane.step.StepCall;

class NodeScriptTest {

    /** As shell variables have no dash, a parameter of the plan is another word in the script. */
    @Test
    void aScriptIsToldOnlyWhatItNames() {
        var script = NodeScript.of("check() { [ \"$MESSAGES_GRACE\" = 2 ] && in_list \"$NODE_NAME\" \"$SIDES\"; }");
        var call = new StepCall(
                1,
                1,
                "one",
                "look",
                Phase.CHECK,
                1,
                1,
                List.of(1),
                1,
                null,
                Map.of("messages-grace", "2", "NODE_NAME", "node-1", "side", "seed", "PASSWORD", "secret"));

        assertThat(script.told(call).parameters()).isEqualTo(Map.of("messages-grace", "2", "NODE_NAME", "node-1"));
    }
}
