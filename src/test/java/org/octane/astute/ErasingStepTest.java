package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.astute.erase.Erasure;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.world.astute.TestBroker;

/** The world is asked right before a cast by which nodes lose their systems. */
class ErasingStepTest {

    private final List<Erasure> asked = new CopyOnWriteArrayList<>();
    private TestBroker broker;
    private TestAstute astute;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        astute = new TestAstute(broker, AstuteSettings.defaults());
        astute.erasing.set(asked::add);
    }

    @AfterEach
    void stop() {
        astute.close();
        broker.close();
    }

    @Test
    void whatSpeaksAgainstItIsAFailureAndNothingIsCast() throws Exception {
        for (var failure : List.of(
                StepFailure.lasting("2 VMs run on node-5", "Stop them"), StepFailure.passing("Nova did not answer"))) {
            astute.erasing.set(erasure -> {
                throw failure;
            });
            assertThatThrownBy(() -> astute.provision.act(astute.call(7, 1, 4, 5)))
                    .isSameAs(failure);
        }
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.octaneSql.queryForObject("SELECT count(*) FROM astute_cast", Integer.class))
                .as("nor is anything noted that would be waited for")
                .isZero();
        assertThat(astute.node(5)).isEqualTo("ready 100");
    }

    @Test
    void itIsAskedOncePerCastAndNotWhileAstuteIsBusy() throws Exception {
        astute.provision.act(astute.call(7, 1, 4, 5));
        assertThat(asked).singleElement().satisfies(erasure -> {
            assertThat(erasure.nodes()).containsExactly(4, 5);
            assertThat(erasure.operation()).isEqualTo(NodeOperation.PROVISION);
            assertThat(erasure.begun()).isEmpty();
        });
        for (int poll = 0; poll < 3; poll++) {
            assertThat(astute.provision.act(astute.call(8, 1, 6)).kind()).isEqualTo(Outcome.Kind.WAITING);
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAttemptThatFollowsTellsWhichNodesWereBegun() throws Exception {
        astute.provision.act(astute.call(7, 1, 4, 5));
        var task = astute.taskOfCast();
        astute.reply(
                task,
                "\"status\":\"error\",\"error\":\"Provision has failed\",\"nodes\":["
                        + "{\"uid\":\"4\",\"status\":\"provisioned\",\"progress\":100},"
                        + "{\"uid\":\"5\",\"status\":\"error\",\"error_type\":\"provision\"}]");
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        astute.provision.act(astute.call(7, 2, 4, 5));
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).nodes()).as("only what is left").containsExactly(5);
        assertThat(asked.get(1).begun()).containsExactlyInAnyOrder(4, 5);
    }

    @Test
    void aDeploymentErasesNobody() throws Exception {
        astute.deploy.act(astute.call(7, 1, 4, 5));
        astute.taskOfCast();
        assertThat(asked).isEmpty();
    }

    @Test
    void aRemovalIsAskedToo() throws Exception {
        astute.provision.act(astute.callOfSeed(7, 1, 4));
        var task = astute.taskOfCast();
        astute.reply(task, "\"status\":\"ready\",\"progress\":100");
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        astute.provision.undo(astute.callOfSeed(7, 1, 4).in(Phase.UNDO));
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).operation()).isEqualTo(NodeOperation.REMOVE);
        assertThat(asked.get(1).begun()).as("with a removal").isEmpty();
    }
}
