package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.astute.erase.Erasure;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.model.Task;
import org.octane.plan.Refusal;
import org.octane.sql.Database;
import org.octane.step.Outcome;
import org.octane.step.StepFailure;
import org.octane.world.astute.TestBroker;

class CastStepTest {

    private TestBroker broker;
    private TestAstute astute;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        astute = new TestAstute(broker, AstuteSettings.defaults());
    }

    @AfterEach
    void stop() {
        astute.close();
        broker.close();
    }

    @Test
    void aCastThatEndsReadyMakesTheStepDone() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.MISSING);
        var acted = astute.provision.act(call);
        var task = astute.taskOfCast();
        assertThat(acted.kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(acted.wakeUp().on()).isEqualTo("cast:" + task);
        assertThat(acted.wakeUp().within()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        assertThat(astute.node(4)).isEqualTo("provisioning 0");

        astute.reply(task, "\"status\":\"running\"");
        astute.reply(
                task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"provisioning\",\"progress\":40},{\"uid\":\"master\"}]");
        await().untilAsserted(() -> assertThat(astute.node(4)).isEqualTo("provisioning 40"));
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.woken).isEmpty();

        astute.reply(task, "\"status\":\"ready\",\"progress\":100");
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.provision.verify(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.node(5)).isEqualTo("provisioned 100");
        assertThat(astute.forgotten).containsExactlyInAnyOrder(4, 5);
        assertThat(astute.task(task)).isEqualTo("ready 100");
    }

    @Test
    void aCastThatEndsInErrorNamesTheNodesAndIsTriedAgainWithANewAttemptOnly() throws Exception {
        var first = astute.call(7, 1, 4, 5);
        astute.deploy.act(first);
        var task = astute.taskOfCast();
        astute.reply(
                task,
                "\"status\":\"error\",\"error\":\"Deployment has"
                        + " failed\",\"nodes\":[{\"uid\":\"5\",\"status\":\"error\",\"error_type\":\"deploy\",\"error_msg\":\"puppet"
                        + " says no\"},{\"uid\":\"4\",\"status\":\"ready\",\"progress\":100}]");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThatThrownBy(() -> astute.deploy.check(first))
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.passing()).isTrue();
                    assertThat(failure.output()).isEqualTo("node 5 (node-5): error, puppet says no");
                    assertThat(failure.proved()).as("it is ready").containsExactly(4);
                })
                .hasMessage("Deployment has failed");
        var second = astute.call(7, 2, 4, 5);
        assertThat(astute.deploy.check(second).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(astute.deploy.act(second).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.taskOfCast()).isNotEqualTo(task);
        assertThat(astute.forgotten).isEmpty();
    }

    /** Astute ends with an error and says nothing of one of the nodes, or of the nodes at all. */
    @Test
    void aNodeOfWhichNothingIsSaidIsNotDone() throws Exception {
        var call = astute.call(7, 1, 4, 5, 6);
        astute.deploy.act(call);
        astute.reply(
                astute.taskOfCast(),
                "\"status\":\"error\",\"error\":\"Failed\",\"nodes\":[{\"uid\":\"5\",\"status\":\"error\",\"error_type\":\"deploy\"},"
                        + "{\"uid\":\"4\",\"status\":\"ready\",\"progress\":100}]");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));
        assertThatThrownBy(() -> astute.deploy.check(call))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.proved())
                        .containsExactly(4));

        var again = astute.call(8, 1, 4, 5, 6);
        astute.deploy.act(again);
        astute.reply(astute.taskOfCast(), "\"status\":\"error\",\"error\":\"Failed\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(2));
        assertThatThrownBy(() -> astute.deploy.check(again))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.proved())
                        .isEmpty());
    }

    /** Whose tasks of the Fuel master have failed is not known to be whole on any node, though all say that they are ready. */
    @Test
    void ofADeploymentThatFailedOnTheFuelMasterNoNodeIsKnownToBeDone() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        astute.reply(
                astute.taskOfCast(),
                "\"status\":\"error\",\"error\":\"Failed\",\"nodes\":[{\"uid\":\"5\",\"status\":\"ready\"},"
                        + "{\"uid\":\"4\",\"status\":\"ready\"},{\"uid\":\"master\",\"status\":\"error\"}]");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThatThrownBy(() -> astute.deploy.check(call))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.proved())
                        .isEmpty());

        var again = astute.call(8, 1, 4, 5);
        astute.deploy.act(again);
        astute.reply(
                astute.taskOfCast(),
                "\"status\":\"error\",\"error\":\"Failed\",\"nodes\":[{\"uid\":\"5\",\"status\":\"error\",\"error_type\":\"deploy\"},"
                        + "{\"uid\":\"4\",\"status\":\"ready\"},{\"uid\":\"master\",\"status\":\"error\"}]");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(2));
        assertThatThrownBy(() -> astute.deploy.check(again))
                .as("on a node and there")
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.proved())
                        .isEmpty());
    }

    @Test
    void aNodeThatVanishesFromNailgunIsNotDone() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.nailgunSql.update("DELETE FROM nodes WHERE id = 5");
        astute.reply(task, "\"status\":\"ready\",\"progress\":100");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThatThrownBy(() -> astute.deploy.check(call))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.output())
                        .isEqualTo("node 5 (node-5): not in Nailgun any more"));
    }

    /** Only so their haproxy, pacemaker and Galera learn of it. */
    @Test
    void aControllerIsDeployedWithThoseThatAreThereAlready() throws Exception {
        var call = astute.call(7, 1, 3).with(Map.of("also", "controllers"));
        astute.deploy.act(call);
        var cast = Json.read(astute.cast());
        assertThat(cast.at("/args/deployment_info").valueStream().map(entry -> entry.path("uid")
                        .asText()))
                .containsOnly("1", "2", "3");
        var task = cast.at("/args/task_uuid").asText();
        astute.reply(
                task,
                "\"status\":\"error\",\"error\":\"Failed\",\"nodes\":[{\"uid\":\"1\",\"status\":\"error\",\"error_type\":\"deploy\"},"
                        + "{\"uid\":\"2\",\"status\":\"ready\"},{\"uid\":\"3\",\"status\":\"ready\"}]");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThatThrownBy(() -> astute.deploy.check(call))
                .as("the new one is ready, another is not")
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.output())
                        .startsWith("node 1 (node-1): error"));
    }

    @Test
    void ofTwoCastsAtOnceOneWaitsWithoutBeingSent() throws Exception {
        astute.provision.act(astute.call(7, 1, 4));
        var task = astute.taskOfCast();
        var other = astute.provision.act(astute.call(8, 1, 5));
        assertThat(other.kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(other.wakeUp().on())
                .as("an upgrade that is taken back awaits only its own casts")
                .isNull();
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.node(5)).isEqualTo("ready 100");
        astute.reply(task, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        astute.provision.act(astute.call(8, 1, 5));
        assertThat(astute.taskOfCast()).isNotEqualTo(task);
    }

    @Test
    void nothingIsIntendedAsLongAsAstutesBrokerIsAway() {
        broker.close();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> astute.provision.act(astute.call(7, 1, 4)))
                    .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.away())
                            .isTrue())
                    .hasMessageStartingWith("Astute's broker: ");
        }
        assertThat(casts()).isZero();
        assertThat(astute.node(4)).isEqualTo("ready 100");
    }

    @Test
    void whoeverWasOvertakenOnTheWayCastsNothing() throws Exception {
        var late = astute.call(stepWithFence(2), 1, 4);
        assertThat(astute.provision.act(late).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(casts()).isZero();
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.node(4)).isEqualTo("ready 100");
    }

    @Test
    void aMessageThatTookTooLongToMakeIsNotSent() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (var holder = astute.nailgun.getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT id FROM clusters FOR UPDATE");
            var act = thread.submit(() -> astute.provision.act(astute.call(7, 1, 4)));
            await().until(() -> casts() == 1);
            astute.pass(Duration.ofSeconds(55));
            holder.commit();
            assertThatThrownBy(act::get).hasMessageContaining("nothing was sent to Astute");
        } finally {
            thread.shutdown();
        }
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.provision.act(astute.call(7, 2, 4)).kind())
                .as("the next attempt finds the gate free")
                .isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.cast()).isNotNull();
    }

    private int casts() {
        return astute.octaneSql.queryForObject("SELECT count(*) FROM astute_cast", Integer.class);
    }

    /** A step that has been claimed that often. */
    private long stepWithFence(long fence) {
        astute.octaneSql.update(
                "INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                        + " VALUES ('late', 'side-by-side', 'running', 77, 4, 'alice', now())");
        astute.octaneSql.update(
                "INSERT INTO step_group (upgrade_id, number, after, open) SELECT max(id), 1, '{}', 1 FROM upgrade");
        return astute.octaneSql.queryForObject(
                "INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                        + " uses, estimate_seconds, timeout_seconds, max_attempts, status, fence) SELECT max(id), 1, 1,"
                        + " 'upgrade-node', 'cast', 'Cast', '{4}', '{}', '{}', 1, 60, 3, 'running', ? FROM upgrade"
                        + " RETURNING id",
                Long.class, fence);
    }

    @Test
    void actRunTwiceCastsOnce() throws Exception {
        var call = astute.call(7, 1, 4);
        var task = astute.provision.act(call).wakeUp().on();
        assertThat(astute.provision.act(call).wakeUp().on()).isEqualTo(task);
        assertThat(astute.cast()).isNotNull();
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void aCastThatNobodyTakesIsGivenUpAndTheGateIsFreeAgain() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        astute.taskOfCast();
        astute.seen("absent");
        astute.pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> astute.provision.check(call))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Astute did not take the task in time");
        assertThat(astute.node(4)).startsWith("error 100 provision");
        assertThat(astute.forgotten).isEmpty();
        assertThat(astute.provision.act(astute.call(7, 2, 4)).wakeUp().on()).startsWith("cast:");
    }

    @Test
    void aCastThatDiedWithItsServerBeforeItWasSentIsNoAttempt() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.seen("absent");
        for (int killed = 0; killed < 4; killed++) {
            assertThat(astute.provision.act(call).wakeUp().on()).startsWith("cast:");
            var task = astute.taskOfCast();
            astute.octaneSql.update(
                    "UPDATE astute_cast SET status = 'intent', sent_at = NULL WHERE task_uuid = ?::uuid", task);
            assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
            astute.pass(Duration.ofSeconds(61));
            assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.MISSING);
        }
        assertThat(astute.provision.act(call).wakeUp().on()).startsWith("cast:");
        var last = astute.taskOfCast();
        astute.reply(last, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).endsWith("cast:" + last));
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aCastThatTheBrokerDidNotConfirmAndNobodyTookIsAnAttempt() throws Exception {
        astute.sendNothing();
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        astute.seen("absent");
        astute.pass(Duration.ofSeconds(61));

        assertThatThrownBy(() -> astute.provision.check(call)).hasMessage("Astute did not take the task in time");
    }

    @Test
    void aCastThatWasNotTakenAndNobodyLooksAtDoesNotBlockOthers() throws Exception {
        astute.provision.act(astute.call(7, 1, 4));
        astute.taskOfCast();
        astute.seen("absent");
        astute.pass(Duration.ofSeconds(61));
        assertThat(astute.provision.act(astute.call(8, 1, 5)).wakeUp().on()).startsWith("cast:");
    }

    @Test
    void aTaskThatAWorkerHasIsNotCastAgainHoweverLongItIsSilent() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.seen("working 39");
        astute.pass(Duration.ofSeconds(61));
        assertThat(astute.provision.check(call).message()).contains("Astute's process 39 works on it");
        for (int minutes = 0; minutes < 100; minutes += 6) {
            astute.pass(Duration.ofMinutes(6));
            assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
            assertThat(astute.provision.act(astute.call(8, 1, 5)).kind()).isEqualTo(Outcome.Kind.WAITING);
        }
        assertThat(astute.nothingCast()).isTrue();
        astute.reply(task, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aSilentCastIsLookedAfterOnceInAnInterval() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.seen("working 39");
        astute.pass(Duration.ofSeconds(61));
        for (int i = 0; i < 3; i++) {
            astute.provision.check(call);
            astute.pending.dispatch();
        }
        assertThat(astute.looks).containsExactly(task);
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"provisioning\",\"progress\":40}]");
        await().untilAsserted(() -> assertThat(astute.node(4)).isEqualTo("provisioning 40"));
        astute.pass(Duration.ofMinutes(4));
        astute.provision.check(call);
        assertThat(astute.looks).hasSize(1);
        astute.pass(Duration.ofMinutes(2));
        astute.provision.check(call);
        assertThat(astute.looks).hasSize(2);
    }

    @Test
    void nodesThatAreAskedForOverRestAreAskedFirstWhetherSomebodyIsServedByThem() {
        astute.erasing.set(erasure -> {
            assertThat(erasure.nodes()).as("others are in another cluster").containsExactly(4);
            throw StepFailure.lasting("Nothing was installed or erased: 1 VM runs on node-4.", "Move it.")
                    .as(Code.NODE_IN_USE);
        });
        assertThatThrownBy(() -> astute.pending.mustBeHarmless(1, 2, List.of(4, 10)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                    assertThat(refusal.code()).isEqualTo(Code.NODE_IN_USE);
                })
                .hasMessage("Nothing was installed or erased: 1 VM runs on node-4. Move it.");

        astute.erasing.set(erasure -> {
            throw StepFailure.unreachable("Node 4 cannot be reached over SSH.", "");
        });
        assertThatThrownBy(() -> astute.pending.mustBeHarmless(1, 2, List.of(4)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE))
                .hasMessage("Whether somebody is still served by these nodes is not known; nothing was changed."
                        + " Node 4 cannot be reached over SSH.");

        astute.erasing.set(erasure -> {});
        assertThatCode(() -> astute.pending.mustBeHarmless(1, 2, List.of(4))).doesNotThrowAnyException();
    }

    @Test
    void anOrderThatHadToWaitIsAskedForAgainRightBeforeItIsSent() throws Exception {
        var first = UUID.randomUUID().toString();
        order(first, 6);
        assertThat(astute.taskOfCast()).isEqualTo(first);
        var asked = new CopyOnWriteArrayList<Erasure>();
        astute.erasing.set(asked::add);
        var second = UUID.randomUUID().toString();
        order(second, 5);
        astute.pass(Duration.ofSeconds(31));
        astute.pending.dispatch();
        assertThat(asked).as("Astute is not free yet").isEmpty();

        astute.erasing.set(erasure -> {
            asked.add(erasure);
            throw StepFailure.unreachable("Node 5 cannot be reached over SSH.", "");
        });
        astute.reply(first, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.castStatus(first)).isEqualTo("ready"));
        await().until(() -> !asked.isEmpty());
        assertThat(astute.castStatus(second)).as("nobody knows").isEqualTo("waiting");
        assertThat(asked.get(0).nodes()).isEqualTo(List.of(5));

        astute.erasing.set(asked::add);
        astute.pass(Duration.ofSeconds(31));
        assertThat(astute.taskOfCast()).isEqualTo(second);
    }

    @Test
    void anOrderWhoseNodesAreInUseWhenItIsItsTurnIsRefusedWithWhatWasFoundAndTheyAreBackAsTheyWere() throws Exception {
        var clusters = new Nailgun(Database.of(astute.nailgun), Database.of(astute.octaneSql.getDataSource()));
        int seed = clusters.seeds().clone(1, "sample-seed", 4).id();
        var first = UUID.randomUUID().toString();
        order(first, 6);
        assertThat(astute.taskOfCast()).isEqualTo(first);
        clusters.moves().assign(seed, List.of(5), true, List.of());
        var second = UUID.randomUUID().toString();
        astute.pending.prepare(seed, List.of(5), new Task(99, second));
        astute.ask(second, 5);
        astute.pending.provision();
        astute.pass(Duration.ofSeconds(31));
        astute.erasing.set(erasure -> {
            assertThat(erasure.cluster()).isEqualTo(seed);
            assertThat(erasure.call().original()).isEqualTo(1);
            throw StepFailure.lasting("Nothing was installed or erased: 1 VM runs on node-5.", "Move it.")
                    .as(Code.NODE_IN_USE);
        });

        astute.reply(first, "\"status\":\"ready\"");

        await().untilAsserted(() -> assertThat(astute.castStatus(second)).isEqualTo("error"));
        await().untilAsserted(() -> assertThat(astute.node(5)).isEqualTo("ready 100"));
        assertThat(astute.nailgunSql.queryForObject("SELECT cluster_id FROM nodes WHERE id = 5", Integer.class))
                .isEqualTo(1);
        assertThat(astute.nailgunSql.queryForObject(
                        "SELECT status || ' ' || message FROM tasks WHERE uuid = ?", String.class, second))
                .isEqualTo("error Nothing was installed or erased: 1 VM runs on node-5. Move it.");
        assertThat(astute.nothingCast()).isTrue();
    }

    /** The broker has noticed by then, and sends what comes to others: the cast is looked for as any other that is silent. */
    @Test
    void aServerThatIsGoneForGoodHasNobodyLookForLong() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"ready\",\"progress\":100}]");
        await().until(() -> astute.castStatus(task).equals("running"));
        astute.server(Duration.ofSeconds(6));
        astute.seen("working 39");
        astute.pass(Duration.ofSeconds(7));
        for (int seconds = 0; seconds < 240; seconds += 5) {
            astute.pass(Duration.ofSeconds(5));
            assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        }
        assertThat(astute.looks.size()).isBetween(20, 28);
        astute.pass(Duration.ofMinutes(6));
        assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.looks.size())
                .as("silent for longer than a task may be")
                .isBetween(21, 29);
    }

    @Test
    void anEndThatMayLieWithAServerThatHangsIsReadOnTheFuelMaster() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"ready\",\"progress\":100}]");
        await().until(() -> astute.castStatus(task).equals("running"));
        astute.server(Duration.ofSeconds(6));
        astute.seen("ready ");
        astute.pass(Duration.ofSeconds(5));
        assertThat(astute.deploy.check(call).kind()).as("all servers are there").isEqualTo(Outcome.Kind.WAITING);
        astute.pass(Duration.ofSeconds(2));
        astute.pending.dispatch();
        assertThat(astute.woken).containsExactly("cast:" + task);
        assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.looks).containsExactly(task);
    }

    @Test
    void ofATaskWhoseWorkerIsGoneOnlyTheNodesThatAreNotDoneAreInstalledAgain() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.provision.act(call);
        astute.taskOfCast();
        astute.seen("gone 39");
        astute.master.put("nodes", "4=provisioned");
        astute.pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> astute.provision.check(call))
                .hasMessage("Astute's process 39, which had the task, has left it");
        assertThat(astute.node(4)).isEqualTo("provisioned 100");
        astute.provision.act(astute.call(7, 2, 4, 5));
        assertThat(Json.read(astute.cast()).at("/args/provisioning_info/nodes").findValuesAsText("uid"))
                .containsExactly("5");
    }

    @Test
    void aDeploymentThatDiedAfterItsNodesWereReadyIsNotDone() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"ready\",\"progress\":100}]");
        await().until(() -> astute.castStatus(task).equals("running"));
        astute.seen("gone 39");
        astute.pass(Duration.ofMinutes(6));
        assertThatThrownBy(() -> astute.deploy.check(call)).hasMessageContaining("has left it");
        assertThat(astute.deploy.check(astute.call(7, 2, 4)).kind()).isEqualTo(Outcome.Kind.MISSING);
    }

    @Test
    void aTaskWhoseLastWordAloneIsLostHasBeenDone() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.seen("ready ");
        astute.pass(Duration.ofMinutes(6));
        assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.woken).containsExactly("cast:" + task);
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.nailgunSql.queryForObject("SELECT status FROM clusters WHERE id = 1", String.class))
                .isEqualTo("operational");
    }

    @Test
    void anEndWhoseLastWordIsLostIsNoGoodOneIfTheFuelMastersOwnPartHasFailed() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.seen("ready ");
        astute.master.put("nodes", "4=ready master=error");
        astute.pass(Duration.ofMinutes(6));
        assertThatThrownBy(() -> astute.deploy.check(call))
                .hasMessage("What the Fuel master itself had to do has failed");
        assertThat(astute.task(task)).startsWith("error");
        assertThat(astute.node(4)).isEqualTo("ready 100");
        assertThat(astute.deploy.check(astute.call(7, 2, 4)).kind()).isEqualTo(Outcome.Kind.MISSING);
    }

    @Test
    void aFailureWhoseReplyIsLostIsThatFailure() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.deploy.act(call);
        astute.taskOfCast();
        astute.seen("error Method granular_deploy. Disk is full.");
        astute.pass(Duration.ofMinutes(6));
        assertThatThrownBy(() -> astute.deploy.check(call)).hasMessage("Method granular_deploy. Disk is full.");
    }

    @Test
    void aReplyThatComesWhileTheFuelMasterIsLookedAtWins() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.seen("absent");
        astute.whileLooking(() -> {
            astute.reply(task, "\"status\":\"running\"");
            await().until(() -> astute.castStatus(task).equals("running"));
            return null;
        });
        astute.pass(Duration.ofSeconds(61));
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        await().until(() -> astute.castStatus(task).equals("running"));
        assertThat(astute.node(4)).isEqualTo("provisioning 0");
    }

    @Test
    void aMessageThatAWorkerMayHaveInHandIsWaitedFor() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        astute.taskOfCast();
        astute.seen("absent");
        astute.master.put("queue", "0 1 7");
        astute.pass(Duration.ofSeconds(61));
        assertThat(astute.provision.check(call).message()).contains("a worker of Astute may have its message in hand");
        astute.master.put("queue", "3 0 7");
        astute.pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> astute.provision.check(call)).hasMessage("Astute did not take the task in time");
    }

    @Test
    void whatWasHeardOfIsNotUntakenWhateverALogLacks() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"provisioning\",\"progress\":40}]");
        await().until(() -> astute.castStatus(task).equals("running"));
        astute.seen("absent");
        astute.pass(Duration.ofMinutes(6));
        assertThat(astute.provision.check(call).message()).contains("nobody knows whether Astute works on it");
    }

    @Test
    void whatCantBeKnownWaitsAndIsAPersonsToDecideAtTheDeadline() throws Exception {
        astute.master.put("down", "yes");
        var call = astute.call(7, 1, 4, 5);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.pass(Duration.ofSeconds(61));
        assertThat(astute.provision.check(call).message())
                .contains("nobody knows whether Astute works on it: The Fuel master can't be reached");
        astute.pass(Duration.ofMinutes(105));
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> astute.provision.check(call))
                    .isInstanceOfSatisfying(StepFailure.class, failure -> {
                        assertThat(failure.passing()).isFalse();
                        assertThat(failure.output()).isEqualTo("Task " + task + " may still be running on nodes 4, 5");
                        assertThat(failure.remedy()).contains("astute.log", "ps -e -o pid,args", "Retry when");
                    })
                    .hasMessageContaining("Astute has not ended the provision within 105 min; nobody knows");
        }
        assertThat(astute.castStatus(task)).isEqualTo("sent");
        assertThat(astute.provision.act(astute.call(8, 1, 6)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.nothingCast()).isTrue();

        var retried = astute.call(7, 2, 4, 5);
        assertThat(astute.provision.check(retried).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(astute.provision.act(retried).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.taskOfCast()).isNotEqualTo(task);
    }

    @Test
    void aTaskThatIsSeenAtWorkIsNotCastAgainByARetry() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.seen("working 39");
        astute.pass(Duration.ofMinutes(106));
        assertThatThrownBy(() -> astute.provision.check(call)).hasMessageContaining("process 39 works on it");
        assertThat(astute.provision.check(astute.call(7, 2, 4)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.nothingCast()).isTrue();
        astute.reply(task, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThat(astute.provision.check(astute.call(7, 2, 4)).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aTaskWhoseMessageAWorkerMayHaveIsNotCastAgainByARetry() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        astute.taskOfCast();
        astute.seen("absent");
        astute.master.put("queue", "0 1 7");
        astute.pass(Duration.ofMinutes(106));
        assertThatThrownBy(() -> astute.provision.check(call)).hasMessageContaining("may have its message in hand");
        assertThat(astute.provision.check(astute.call(7, 2, 4)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void aTaskThatWasJustHeardOfIsNotCastAgainByARetry() throws Exception {
        astute.master.put("down", "yes");
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.pass(Duration.ofMinutes(106));
        assertThatThrownBy(() -> astute.provision.check(call)).hasMessageContaining("nobody knows");
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"provisioning\",\"progress\":40}]");
        await().until(() -> astute.castStatus(task).equals("running"));
        assertThat(astute.provision.check(astute.call(7, 2, 4)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.castStatus(task)).isEqualTo("running");
    }

    @Test
    void whoeverComesWhileSomebodyElseLooksWaits() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        astute.taskOfCast();
        astute.pass(Duration.ofMinutes(106));
        assertThatThrownBy(() -> astute.provision.check(call)).hasMessageContaining("nobody knows");
        astute.seen("working 39");
        var threads = Executors.newFixedThreadPool(8);
        var retries = Collections.nCopies(16, (Callable<Outcome>) () -> astute.provision.check(astute.call(7, 2, 4)));
        try {
            for (var outcome : threads.invokeAll(retries)) {
                assertThat(outcome.get().kind()).isEqualTo(Outcome.Kind.WAITING);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void aStepThatAPersonCountsAsDoneLetsOthersCast() throws Exception {
        var step = stepWithFence(0);
        var call = astute.call(step, 1, 4);
        astute.provision.act(call);
        astute.taskOfCast();
        astute.pass(Duration.ofMinutes(106));
        assertThatThrownBy(() -> astute.provision.check(call)).isInstanceOf(StepFailure.class);
        astute.octaneSql.update("UPDATE step SET status = 'skipped' WHERE id = ?", step);
        assertThat(astute.provision.act(astute.call(step + 1, 1, 5)).wakeUp().on())
                .startsWith("cast:");
    }

    @Test
    void aCastWhoseStepDiedHoldsUpOthersUntilItsDeadlineAndEndsWhenItsEndIsKnown() throws Exception {
        astute.master.put("down", "yes");
        var step = stepWithFence(0);
        astute.provision.act(astute.call(step, 1, 4));
        var task = astute.taskOfCast();
        astute.octaneSql.update("UPDATE step SET status = 'dead' WHERE id = ?", step);
        astute.pass(Duration.ofMinutes(104));
        assertThat(astute.provision.act(astute.call(step + 1, 1, 5)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.nothingCast()).isTrue();

        astute.pass(Duration.ofMinutes(6));
        astute.provision.act(astute.call(step + 1, 1, 5));
        assertThat(astute.taskOfCast()).isNotEqualTo(task);
        assertThat(astute.castStatus(task)).as("nobody knows").isEqualTo("sent");
        assertThatThrownBy(() -> astute.provision.check(astute.call(step, 2, 4)))
                .hasMessageContaining("Astute has not ended the provision");

        astute.master.remove("down");
        astute.seen("gone 39");
        astute.pass(Duration.ofMinutes(6));
        astute.pending.dispatch();
        assertThat(astute.castStatus(task)).isEqualTo("error");
        assertThat(astute.provision.check(astute.call(step, 3, 4)).kind()).isEqualTo(Outcome.Kind.MISSING);
    }

    @Test
    void aCastWhoseStepDiedHoldsUpOthersAsLongAsItIsSeenAtWork() throws Exception {
        astute.seen("working 39");
        var step = stepWithFence(0);
        astute.provision.act(astute.call(step, 1, 4));
        var task = astute.taskOfCast();
        astute.octaneSql.update("UPDATE step SET status = 'dead' WHERE id = ?", step);
        for (int minutes = 0; minutes < 120; minutes += 30) {
            astute.pass(Duration.ofMinutes(30));
            assertThat(astute.provision.act(astute.call(step + 1, 1, 5)).kind()).isEqualTo(Outcome.Kind.WAITING);
        }
        assertThat(astute.nothingCast()).isTrue();
        astute.seen("ready ");
        astute.pass(Duration.ofMinutes(6));
        astute.provision.act(astute.call(step + 1, 1, 5));
        assertThat(astute.castStatus(task)).isEqualTo("ready");
        assertThat(astute.cast()).isNotNull();
    }

    @Test
    void aCastWhoseStepAsksAPersonHoldsUpOthersUntilTheAnswer() throws Exception {
        var step = stepWithFence(0);
        astute.provision.act(astute.call(step, 1, 4));
        astute.taskOfCast();
        astute.pass(Duration.ofMinutes(106));
        assertThatThrownBy(() -> astute.provision.check(astute.call(step, 1, 4)))
                .isInstanceOf(StepFailure.class);
        astute.octaneSql.update("UPDATE step SET status = 'dead' WHERE id = ?", step);
        astute.pass(Duration.ofMinutes(12));
        assertThat(astute.provision.act(astute.call(step + 1, 1, 5)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void aBrokerThatIsAwayIsListenedToOnlyWhileSomethingIsCast() throws Exception {
        await().until(astute::listens);
        astute.provision.act(astute.call(7, 1, 4));
        var task = astute.taskOfCast();
        broker.close();
        astute.listening.follow();
        assertThat(astute.listens()).isTrue();
        astute.octaneSql.update(
                "UPDATE astute_cast SET status = 'error', ended_at = now() WHERE task_uuid = ?::uuid", task);
        astute.listening.follow();
        assertThat(astute.listens()).isFalse();
    }

    @Test
    void nothingIsCastToAnAstuteThatDoesNotRun() {
        astute.master.put("queue", "0 0 0");
        assertThatThrownBy(() -> astute.provision.act(astute.call(7, 1, 4)))
                .isInstanceOfSatisfying(
                        StepFailure.class, failure -> assertThat(failure.away()).isTrue())
                .hasMessage("Astute does not run: its queue naily has no consumer");
        assertThat(casts()).isZero();
    }

    @Test
    void whatWasToBeDeployedIsNoOpenChangeAnyMoreOnceItIs() throws Exception {
        astute.nailgunSql.update("INSERT INTO cluster_changes (cluster_id, node_id, name) VALUES (1, NULL, 'networks'),"
                + " (1, 4, 'interfaces'), (1, 5, 'disks'), (NULL, 9, 'disks')");
        var changes = "SELECT count(*) FROM cluster_changes";
        int all = astute.nailgunSql.queryForObject(changes, Integer.class);
        astute.provision.act(astute.call(6, 1, 4));
        astute.reply(astute.taskOfCast(), "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));
        astute.deploy.act(astute.call(7, 1, 4));
        astute.reply(astute.taskOfCast(), "\"status\":\"error\",\"error\":\"no\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(2));
        assertThat(astute.nailgunSql.queryForObject(changes, Integer.class)).isEqualTo(all);

        astute.deploy.act(astute.call(7, 2, 4));
        astute.reply(astute.taskOfCast(), "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(3));
        assertThat(astute.nailgunSql.queryForList("SELECT node_id FROM cluster_changes", Integer.class))
                .containsExactly(9);
    }

    @Test
    void aNodeThatIsInstalledIsNotInstalledAgainWithOneThatFailed() throws Exception {
        var first = astute.call(7, 1, 4, 5);
        astute.provision.act(first);
        var task = astute.taskOfCast();
        astute.reply(
                task,
                "\"status\":\"error\",\"error\":\"Provisioning has"
                        + " failed\",\"nodes\":[{\"uid\":\"5\",\"status\":\"error\"},"
                        + "{\"uid\":\"4\",\"status\":\"provisioned\",\"progress\":100}]");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        var second = astute.call(7, 2, 4, 5);
        astute.provision.act(second);
        var cast = new com.fasterxml.jackson.databind.ObjectMapper().readTree(astute.cast());
        assertThat(cast.at("/args/provisioning_info/nodes").findValuesAsText("uid"))
                .containsExactly("5");
        assertThat(astute.node(4)).startsWith("provisioned");
        astute.reply(cast.at("/args/task_uuid").asText(), "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(2));
        assertThat(astute.provision.check(second).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aCastAndAnAssignmentOfTheSameClusterWaitForEachOtherAndNeverBoth() throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        try (var assignment = astute.nailgun.getConnection();
                var statement = assignment.createStatement()) {
            assignment.setAutoCommit(false);
            statement.execute("SELECT 1 FROM clusters WHERE id = 1 FOR UPDATE");
            var cast = threads.submit(() -> astute.deploy.act(astute.call(7, 1, 4)));
            await().until(() -> astute.nailgunSql.queryForObject(
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()",
                            Integer.class)
                    == 1);
            statement.execute("UPDATE ip_addrs SET network = network WHERE node = 5");
            assignment.commit();
            assertThat(cast.get().kind()).isEqualTo(Outcome.Kind.WAITING);
        } finally {
            threads.shutdown();
        }
        assertThat(astute.node(4)).isEqualTo("deploying 0");
    }

    @Test
    void doubledLateAndUnknownRepliesAndRubbishChangeNothing() throws Exception {
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.replyRaw("no JSON at all");
        astute.replyRaw("{\"method\":\"x\",\"args\":{}}");
        astute.reply(
                UUID.randomUUID().toString(), "\"status\":\"error\",\"nodes\":[{\"uid\":\"4\",\"status\":\"error\"}]");
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"deploying\",\"progress\":60}]");
        astute.reply(task, "\"status\":\"running\"");
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"deploying\",\"progress\":20}]");
        astute.reply(task, "\"nodes\":[{\"uid\":\"9\",\"status\":\"error\",\"progress\":20}]");
        astute.reply(task, "\"nodes\":[{\"uid\":\"5\",\"status\":\"ready\",\"progress\":100}]");
        await().untilAsserted(() -> assertThat(astute.node(5)).isEqualTo("ready 100"));
        assertThat(astute.node(4)).isEqualTo("deploying 60");
        assertThat(astute.node(9)).isEqualTo("ready 100");
        astute.reply(task, "\"nodes\":[{\"uid\":\"5\",\"status\":\"deploying\",\"progress\":90}]");
        astute.reply(task, "\"status\":\"ready\"");
        astute.reply(task, "\"status\":\"ready\"");
        astute.reply(task, "\"status\":\"error\"");
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"error\",\"progress\":90}]");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(3));
        assertThat(astute.castStatus(task)).isEqualTo("ready");
        assertThat(astute.node(4)).isEqualTo("ready 100");
        assertThat(astute.node(5)).isEqualTo("ready 100");
        assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aReleaseWithoutDeploymentTasksIsRefusedBeforeAnythingIsWritten() throws Exception {
        astute.nailgunSql.update("UPDATE releases SET deployment_tasks = NULL");
        assertThatThrownBy(() -> astute.deploy.act(astute.call(7, 1, 4)))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isFalse())
                .hasMessageContaining("has no deployment tasks that Octane can read");
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.node(4)).isEqualTo("ready 100");
        assertThat(astute.octaneSql.queryForObject("SELECT count(*) FROM astute_cast", Integer.class))
                .isZero();
    }

    @Test
    void aTaskThatNoNodeOfTheCastRunsIsNoReasonToRefuseIt() throws Exception {
        astute.nailgunSql.update("UPDATE releases SET deployment_tasks = ?", PlannedTasksTest.withATaskIn("mongo"));
        assertThat(astute.deploy.act(astute.call(7, 1, 4)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.cast()).isNotNull();
    }

    @Test
    void aTaskThatCantBeCastIsRefusedForGoodAndLeavesTheNodesAsTheyWere() throws Exception {
        astute.nailgunSql.update("UPDATE releases SET deployment_tasks = ?", PlannedTasksTest.withATaskIn("compute"));
        assertThatThrownBy(() -> astute.deploy.act(astute.call(7, 1, 4)))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isFalse())
                .hasMessageContaining("Deployment task broken has the type shell");
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.node(4)).isEqualTo("ready 100");
    }

    @Test
    void nothingIsErasedThatWasNeverCast() throws Exception {
        assertThat(astute.provision.undo(astute.call(7, 1, 4)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void aNodeOfTheOriginalStaysItsOwnWhenItsInstallationIsTakenBack() throws Exception {
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        astute.reply(astute.taskOfCast(), "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));

        assertThat(astute.provision.undo(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.cast()).isNull();
    }

    @Test
    void undoErasesTheServers() throws Exception {
        var call = astute.callOfSeed(7, 1, 4);
        astute.provision.act(call);
        astute.reply(astute.taskOfCast(), "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));
        astute.woken.clear();
        assertThat(astute.provision.undo(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        var cast = astute.cast();
        assertThat(cast).contains("\"method\":\"remove_nodes\"", "\"slave_name\":\"node-4\"", "\"uid\":4");
        assertThat(astute.provision.undo(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        astute.reply(Json.read(cast).at("/args/task_uuid").asText(), "\"status\":\"ready\",\"nodes\":[{\"uid\":4}]");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));
        assertThat(astute.provision.undo(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.node(4)).isEqualTo("discover 0");
    }

    @Test
    void noPasswordIsKeptWithACast() throws Exception {
        astute.deploy.act(astute.call(7, 1, 4));
        assertThat(astute.cast()).contains("root_password");
        assertThat(astute.octaneSql.queryForObject("SELECT a::text FROM astute_cast a", String.class))
                .doesNotContain("password");
    }

    @Test
    void ofManyInstancesThatActAtOnceOneCasts() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var all = new ArrayList<Callable<Outcome>>();
        for (long step = 1; step <= 24; step++) {
            var call = astute.call(step, 1, (int) (step % 9) + 1);
            all.add(() -> astute.provision.act(call));
        }
        try {
            for (var outcome : threads.invokeAll(all)) {
                assertThat(outcome.get().kind()).isEqualTo(Outcome.Kind.WAITING);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(astute.cast()).isNotNull();
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void aMessageThatNobodyTakesIsGoneBeforeItsCastIsGivenUp() throws Exception {
        astute.close();
        var quick = AstuteSettings.defaults();
        astute = new TestAstute(
                broker,
                new AstuteSettings(
                        Duration.ofSeconds(5),
                        quick.provisionWithin(),
                        quick.deployWithin(),
                        quick.removeWithin(),
                        quick.askAfter(),
                        true,
                        quick.master()));
        astute.stopTaking();
        astute.seen("absent");
        var call = astute.call(7, 1, 4);
        astute.provision.act(call);
        await().untilAsserted(() -> assertThatThrownBy(() -> astute.provision.check(call))
                .hasMessage("Astute did not take the task in time"));
        astute.takeAgain();
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void whereNailgunsOwnReceiverRunsItsRowsAreWaitedFor() throws Exception {
        besideNailgunsReceiver();
        var call = astute.call(7, 1, 4);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.reply(task, "\"status\":\"ready\",\"nodes\":[{\"uid\":\"4\",\"status\":\"ready\",\"progress\":100}]");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));
        assertThat(astute.node(4)).isEqualTo("deploying 0");
        assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        astute.nailgunSql.update("UPDATE nodes SET status = 'ready', progress = 100 WHERE id = 4");
        assertThat(astute.deploy.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aLostEndOfWhatNailgunsOwnReceiverHasWrittenIsNoReasonToInstallAgain() throws Exception {
        besideNailgunsReceiver();
        astute.seen("absent");
        var call = astute.call(7, 1, 4, 5);
        astute.provision.act(call);
        var task = astute.taskOfCast();
        astute.nailgunSql.update("UPDATE nodes SET status = 'provisioned', progress = 100 WHERE id IN (4, 5)");
        astute.pass(Duration.ofSeconds(61));
        assertThat(astute.provision.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
        var second = astute.call(7, 2, 4, 5);
        assertThat(astute.provision.check(second).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.provision.act(second).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.task(task)).isEqualTo("ready 100");
    }

    @Test
    void aCastThatIsGivenUpLeavesNoTaskAndNoNodeAtWorkBesideNailgunsReceiver() throws Exception {
        besideNailgunsReceiver();
        astute.seen("absent");
        var first = astute.call(7, 1, 4, 5);
        astute.provision.act(first);
        var task = astute.taskOfCast();
        astute.nailgunSql.update("UPDATE nodes SET status = 'provisioned', progress = 100 WHERE id = 4");
        astute.pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> astute.provision.check(first)).hasMessage("Astute did not take the task in time");
        assertThat(astute.task(task)).isEqualTo("error 100");
        assertThat(astute.node(4)).isEqualTo("provisioned 100");
        assertThat(astute.node(5)).startsWith("error 100 provision");
        astute.provision.act(astute.call(7, 2, 4, 5));
        assertThat(Json.read(astute.cast()).at("/args/provisioning_info/nodes").findValuesAsText("uid"))
                .containsExactly("5");
    }

    @Test
    void whatNailgunsReceiverWroteBeforeACastIsGivenUpStays() throws Exception {
        besideNailgunsReceiver();
        astute.seen("absent");
        var call = astute.call(7, 1, 4, 5);
        astute.deploy.act(call);
        var task = astute.taskOfCast();
        astute.nailgunSql.update("UPDATE nodes SET status = 'ready', progress = 100 WHERE id = 4");
        astute.nailgunSql.update("UPDATE nodes SET status = 'error', error_msg = 'puppet' WHERE id = 5");
        astute.nailgunSql.update("UPDATE tasks SET status = 'error', message = 'theirs' WHERE uuid = ?", task);
        astute.nailgunSql.update("UPDATE clusters SET status = 'operational' WHERE id = 1");
        astute.pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> astute.deploy.check(call)).isInstanceOf(StepFailure.class);
        assertThat(astute.node(5)).startsWith("error").doesNotContain("in time");
        assertThat(astute.nailgunSql.queryForObject("SELECT message FROM tasks WHERE uuid = ?", String.class, task))
                .isEqualTo("theirs");
        assertThat(astute.nailgunSql.queryForObject("SELECT status FROM clusters WHERE id = 1", String.class))
                .isEqualTo("operational");
    }

    @Test
    void nothingIsInstalledAgainBeforeNailgunsReceiverHasTakenTheEndIn() throws Exception {
        besideNailgunsReceiver();
        var first = astute.call(7, 1, 4, 5);
        astute.provision.act(first);
        var task = astute.taskOfCast();
        astute.reply(task, "\"status\":\"error\",\"error\":\"Provisioning has failed\"");
        await().untilAsserted(() -> assertThat(astute.woken).hasSize(1));
        assertThat(astute.provision.check(first).kind()).isEqualTo(Outcome.Kind.WAITING);
        astute.pass(Duration.ofMinutes(2));
        var second = astute.call(7, 2, 4, 5);
        assertThatThrownBy(() -> astute.provision.check(second))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("receiver");
        astute.nailgunSql.update("UPDATE nodes SET status = 'provisioned', progress = 100 WHERE id = 4");
        astute.nailgunSql.update("UPDATE nodes SET status = 'error', progress = 100 WHERE id = 5");
        astute.nailgunSql.update("UPDATE tasks SET status = 'error' WHERE uuid = ?", task);
        assertThat(astute.provision.check(second).kind()).isEqualTo(Outcome.Kind.MISSING);
        astute.provision.act(second);
        assertThat(Json.read(astute.cast()).at("/args/provisioning_info/nodes").findValuesAsText("uid"))
                .containsExactly("5");
    }

    @Test
    void aDeploymentWhoseMessageCouldNotBeMadeIsNotDoneByNodesThatAreReadyAnyway() {
        var call = astute.call(7, 1, 4);
        astute.nailgunSql.update("ALTER TABLE attributes RENAME TO no_attributes");
        assertThatThrownBy(() -> astute.deploy.act(call)).isNotNull();
        astute.nailgunSql.update("ALTER TABLE no_attributes RENAME TO attributes");
        assertThat(astute.node(4)).isEqualTo("ready 100");
        var second = astute.call(7, 2, 4);
        assertThat(astute.deploy.check(second).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(astute.deploy.act(second).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.forgotten).isEmpty();
    }

    @Test
    void anOrderOverRestWaitsForItsTurnAndIsCastWithItsOwnTask() throws Exception {
        astute.deploy.act(astute.call(7, 1, 4));
        var first = astute.taskOfCast();
        var order = UUID.randomUUID().toString();
        order(order, 5);
        assertThat(astute.nothingCast()).isTrue();
        astute.reply(first, "\"status\":\"ready\"");
        assertThat(astute.taskOfCast()).isEqualTo(order);
        assertThat(astute.node(5)).isEqualTo("provisioning 0");
        astute.reply(order, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.node(5)).isEqualTo("provisioned 100"));
    }

    @Test
    void anOverdueOrderIsGivenUpThoughNoStepLooksAtIt() throws Exception {
        var order = UUID.randomUUID().toString();
        order(order, 5);
        assertThat(astute.taskOfCast()).isEqualTo(order);
        astute.seen("absent");
        astute.pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(astute.castStatus(order)).isEqualTo("error"));
        assertThat(astute.node(5)).startsWith("error 100 provision");
    }

    @Test
    void anOrderWhoseServerDiedAfterNailgunsCommitIsCastOnce() throws Exception {
        var order = UUID.randomUUID().toString();
        astute.pending.prepare(1, List.of(5), new Task(99, order));
        assertThat(astute.nothingCast()).isTrue();
        astute.ask(order, 5);
        assertThat(astute.taskOfCast()).isEqualTo(order);
        astute.pending.dispatch();
        astute.pending.provision();
        assertThat(astute.nothingCast()).isTrue();
        astute.reply(order, "\"status\":\"ready\"");
        await().untilAsserted(() -> assertThat(astute.node(5)).isEqualTo("provisioned 100"));
        astute.pending.dispatch();
        assertThat(astute.nothingCast()).isTrue();
    }

    @Test
    void anOrderThatNailgunNeverAskedForIsDropped() throws Exception {
        var never = UUID.randomUUID().toString();
        astute.pending.prepare(1, List.of(5), new Task(99, never));
        var ended = UUID.randomUUID().toString();
        astute.pending.prepare(1, List.of(6), new Task(98, ended));
        astute.nailgunSql.update(
                "INSERT INTO tasks (cluster_id, uuid, name, status, progress, cache, result, weight)"
                        + " VALUES (1, ?, 'provision', 'error', 100, '{}', '{}', 1)",
                ended);
        astute.pending.dispatch();
        assertThat(astute.octaneSql.queryForList("SELECT status FROM astute_cast", String.class))
                .containsExactly("preparing");
        astute.pass(Duration.ofMinutes(11));
        astute.pending.dispatch();
        assertThat(astute.octaneSql.queryForList("SELECT status FROM astute_cast", String.class))
                .isEmpty();
        astute.ask(never, 5);
        assertThat(astute.nothingCast()).isTrue();
        assertThat(astute.node(6)).isEqualTo("ready 100");
    }

    private void order(String task, int node) {
        astute.pending.prepare(1, List.of(node), new Task(99, task));
        astute.ask(task, node);
        astute.pending.provision();
    }

    private void besideNailgunsReceiver() throws Exception {
        astute.close();
        var usual = AstuteSettings.defaults();
        astute = new TestAstute(
                broker,
                new AstuteSettings(
                        usual.runningWithin(),
                        usual.provisionWithin(),
                        usual.deployWithin(),
                        usual.removeWithin(),
                        usual.askAfter(),
                        false,
                        usual.master()));
    }
}
