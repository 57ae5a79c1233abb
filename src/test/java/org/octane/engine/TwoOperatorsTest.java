package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

/** Several people press a button at the same moment: one wins, the others are told what is so now. */
class TwoOperatorsTest extends WithEngine {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PEOPLE = 12;
    private static final String REFUSED = "refused: ";

    private static ExecutorService people;

    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        people = Executors.newFixedThreadPool(PEOPLE);
    }

    @AfterAll
    static void end() {
        people.shutdownNow();
    }

    @BeforeEach
    void anUpgradeWhoseFirstStepIsDead() {
        engine.reset(1);
        engine.step("first", call -> {
            if (gone.get()) {
                runs.incrementAndGet();
                return Outcome.done("There.");
            }
            throw StepFailure.lasting("It will never work.", "");
        });
        engine.create();
        await().atMost(SOON).until(engine::upgradeStatus, "failed"::equals);
        gone.set(true);
    }

    @RepeatedTest(5)
    void ofManyRetriesOneIsCarriedOut() throws Exception {
        var answers = atOnce(
                PEOPLE,
                i -> () -> i % 2 == 0
                        ? engine.deadSteps().retry(1, 1, "person-" + i)
                        : engine.deadSteps().retryDeadLetter(1, "person-" + i));

        assertThat(refused(answers)).hasSize(PEOPLE - 1).allSatisfy(sentence -> assertThat(sentence)
                .matches(REFUSED + "(Step 1 is (queued|running|succeeded); only a dead step is retried\\."
                        + "|Dead letter 1 is retried already\\.)"));
        await().atMost(SOON).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(runs).as("once, not once for each").hasValue(1);
        assertThat(events("message LIKE 'Retried by%'")).isEqualTo(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(engine.notifications)
                .filteredOn(n -> n.get("topic").equals("done"))
                .hasSize(1));
    }

    @RepeatedTest(5)
    void ofRetryAndSkipOneIsCarriedOut() throws Exception {
        var answers = atOnce(
                PEOPLE,
                i -> () -> i % 2 == 0
                        ? engine.deadSteps().retry(1, 1, "person-" + i)
                        : engine.deadSteps().skip(1, 1, "person-" + i, "done by hand"));

        assertThat(refused(answers)).hasSize(PEOPLE - 1).allSatisfy(sentence -> assertThat(sentence)
                .matches(REFUSED + "Step 1 is (queued|running|succeeded|skipped); only a dead step is"
                        + " (retried|skipped)\\."));
        await().atMost(SOON).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(events("message LIKE 'Retried by%' OR message LIKE 'Skipped by%'"))
                .isEqualTo(1);
        assertThat(engine.status("first")).isEqualTo(runs.get() == 1 ? "succeeded" : "skipped");
    }

    @RepeatedTest(5)
    void ofManyPausesOneIsCarriedOut() throws Exception {
        running();
        var answers = atOnce(PEOPLE, i -> () -> engine.lifecycle().pause(1, "person-" + i));

        assertThat(refused(answers))
                .hasSize(PEOPLE - 1)
                .containsOnly(REFUSED + "Upgrade 1 is paused; only one that runs is paused.");
    }

    @RepeatedTest(5)
    void whoeverAbortsWinsOverWhoPauses() throws Exception {
        running();
        var answers = atOnce(
                2,
                i -> () -> i == 0
                        ? engine.lifecycle().pause(1, "person-0")
                        : engine.lifecycle().abort(1, "person-1"));

        assertThat(answers.get(1)).contains("\"rolling-back\"");
        assertThat(answers.get(0)).contains("\"paused\"");
        over.set(true);
        if (engine.upgradeStatus().equals("paused")) {
            try {
                engine.lifecycle().resume(1, "person-0");
            } catch (Refusal e) {
                assertThat(e).as("its last step has ended meanwhile").hasMessageContaining("Upgrade 1 is aborted");
            }
        }
        await().atMost(SOON).until(engine::upgradeStatus, "aborted"::equals);
        assertThat(engine.acts("last")).isZero();
    }

    private void running() {
        engine.step(
                "each",
                call -> over.get()
                        ? Outcome.done("There.")
                        : Outcome.waiting("Busy.", WakeUp.after(Duration.ofMillis(50))));
        engine.deadSteps().retry(1, 1, "alice");
        await().atMost(SOON).until(() -> engine.status("each"), "waiting"::equals);
    }

    @FunctionalInterface
    private interface Person {
        Callable<String> presses(int number);
    }

    private static List<String> atOnce(int persons, Person person) throws Exception {
        var barrier = new CyclicBarrier(persons);
        var answers = new ArrayList<Future<String>>();
        for (int i = 0; i < persons; i++) {
            var press = person.presses(i);
            answers.add(people.submit(() -> {
                barrier.await();
                return press.call();
            }));
        }
        var texts = new ArrayList<String>();
        for (var answer : answers) {
            try {
                texts.add(answer.get());
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(Refusal.class);
                assertThat(((Refusal) e.getCause()).kind()).isEqualTo(Refusal.Kind.CONFLICT);
                texts.add(REFUSED + e.getCause().getMessage());
            }
        }
        return texts;
    }

    private static List<String> refused(List<String> answers) {
        return answers.stream().filter(answer -> answer.startsWith(REFUSED)).toList();
    }

    private static int events(String meant) {
        return engine.sql.queryForObject("SELECT count(*) FROM octane.event WHERE " + meant, Integer.class);
    }
}
