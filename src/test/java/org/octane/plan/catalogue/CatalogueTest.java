package org.octane.plan.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What definitions of stages and plans have to be like. */
class CatalogueTest {

    private static final String STEP = "  - {step: look, title: Looked, run: route, on: cluster, undo: nothing}\n";

    @TempDir
    private Path folder;

    @Test
    void whatTheProgramBringsFitsTogether() {
        assertThat(Catalogues.BUILT.plans()).containsKey("side-by-side");
        assertThat(Catalogues.BUILT.steps()).hasSizeGreaterThan(70);
    }

    @Test
    void aStepIsDefinedOnceAndUsedWithWhatDiffers() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP);
        write("two", "stage: two\ntitle: Two\nsteps:\n  - look\n  - {use: look, on: computes, irreversible: gone}\n");

        var steps = read().stages().get("two").steps().toList();

        assertThat(steps).extracting(StepDefinition::name).containsExactly("look", "look");
        assertThat(steps).extracting(StepDefinition::on).containsExactly(StepTarget.CLUSTER, StepTarget.COMPUTES);
        assertThat(steps).extracting(StepDefinition::undo).containsExactly("nothing", null);
    }

    @Test
    void onlyStepsThatFollowEachOtherRunBesideEachOther() throws IOException {
        var beside = "  - {step: listen, title: Heard, run: route, on: cluster, beside: look, undo: nothing}\n";
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP + beside);
        write("two", "stage: two\ntitle: Two\nsteps:\n  - look\n  - listen\n  - {use: look, beside: listen}\n");

        assertThat(read().stages().get("one").steps().map(StepDefinition::beside))
                .containsExactly(null, "look");
        assertThat(read().stages().get("two").steps().map(StepDefinition::beside))
                .as("it is said in each place")
                .containsExactly(null, null, "listen");

        write("two", "stage: two\ntitle: Two\nsteps:\n  - look\n  - listen\n  - {use: look, beside: look}\n");
        refused(
                "two.yaml: step look: it can't run beside look: only steps that follow each other can, and on all of their"
                        + " nodes at once");
    }

    @Test
    void aStepDoesNotRunBesideTheOneWhoseResultItUses() throws IOException {
        write(
                "one",
                "stage: one\ntitle: One\nsteps:\n" + STEP
                        + "  - {step: listen, title: Heard, run: route, on: cluster, beside: look, uses: {a: look.a}, undo: nothing}\n");

        refused("one.yaml: step listen: it uses a result of look, beside which it runs");
    }

    @Test
    void thePlanMaySayWhatElseComesBeforeAStage() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP);
        write("two", "stage: two\ntitle: Two\nafter: [one]\nsteps: [look]\n");
        write("plan", "plan: alone\ntitle: Alone\nstages:\n  - {stage: two, after: []}\n");

        assertThat(read().plans().get("alone").stages().get(0).after()).isEmpty();
    }

    @Test
    void theSideThatServesBeforeAStageIsWhatTheStageBeforeLeft() {
        var stages = Catalogues.BUILT.stages();

        assertThat(List.of("prepare", "upgrade-env", "upgrade-db", "upgrade-ceph", "upgrade-control", "upgrade-node"))
                .extracting(name -> Catalogues.BUILT.servingBefore(stages.get(name)))
                .containsExactly(
                        ServingSide.NO_CLUSTER,
                        ServingSide.ORIGINAL,
                        ServingSide.ORIGINAL,
                        ServingSide.MAINTENANCE,
                        ServingSide.SWITCHING,
                        ServingSide.SEED);
    }

    @Test
    void anUnknownKeyIsNamedWithThoseThatAreKnown() throws IOException {
        write(
                "one",
                "stage: one\ntitle: One\nsteps:\n  - {step: look, titel: Looked, run: route, on: cluster, undo: no}\n");

        refused("one.yaml: step look: the key 'titel' is unknown; known are step, run, job, scripts, title, on,");
    }

    @Test
    void aKeyThatStandsThereTwiceIsRefused() throws IOException {
        write("one", "stage: one\ntitle: One\ntitle: Two\nsteps:\n" + STEP);

        refused("one.yaml: it is no proper YAML in line 3: Duplicate field 'title'");
    }

    @Test
    void aFileThatDefinesNeitherAStageNorAPlanIsRefused() throws IOException {
        write("one", "steps:\n" + STEP);

        refused("one.yaml: it has to define either a stage or a plan or a plugin");
    }

    @Test
    void aStepRunsSomething() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n  - {step: look, title: Looked, on: cluster, undo: nothing}\n");

        refused("one.yaml: step look: the key 'run' is missing");
    }

    @Test
    void aStepRunsWhatThereIs() throws IOException {
        write("one", stage("run: script", "on: master"));

        refused("one.yaml: step look: there is no script steps.d/look.sh");
    }

    @Test
    void aStepRunsOneOfTheKnownKinds() throws IOException {
        write("one", stage("run: puppet", "on: master"));

        refused("one.yaml: step look: 'run: puppet' is none of script, controller-script, cast, bean, copy, route");
    }

    @Test
    void astuteDoesOnlySomeThings() throws IOException {
        write("one", stage("run: cast reboot", "on: computes"));

        refused(
                "one.yaml: step look: 'run: cast reboot' is none of cast provision, cast deploy, cast update, cast reinstall,"
                        + " cast redeploy");
    }

    @Test
    void aScriptThatNoStepRunsIsRefused() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP);
        Files.writeString(folder.resolve("lost.sh"), "check() { :; }\n");

        refused("steps.d/lost.sh: no step runs this script");
    }

    @Test
    void aScriptThatARouteNamesIsUsed() throws IOException {
        write("one", stage("run: route, scripts: [steps.d/helper]", "on: master"));
        Files.writeString(folder.resolve("helper.sh"), "check() { :; }\n");

        assertThat(read().steps()).containsOnlyKeys("look", Catalogue.TURN.name());
    }

    @Test
    void aStepSaysEitherHowItIsTakenBackOrWhyItCannotBe() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n  - {step: look, title: Looked, run: route, on: cluster}\n");

        refused("one.yaml: step look: it has to say either how it is taken back (undo) or why it can't be"
                + " (irreversible)");
    }

    @Test
    void aStepIsOnKnownNodes() throws IOException {
        write("one", stage("run: route", "on: everything"));

        refused("one.yaml: step look: 'on: everything' is none of master, original-controllers,");
    }

    @Test
    void onlyWithinBatchesAStepIsOnNodesOfABatch() throws IOException {
        write("one", stage("run: route", "on: node"));

        refused("one.yaml: step look: only within batches a step is on a batch or its nodes");
    }

    @Test
    void batchesGoTogetherRoleByRole() throws IOException {
        write("one", batches("[{role: ceph-osd}, {role: compute, canary: 1}]"));
        assertThat(read().stages().get("one").items()).singleElement().satisfies(item -> assertThat(item.batches())
                .extracting(Batches::role)
                .containsExactly("ceph-osd", "compute"));
        write("one", batches("{roles: [ceph-osd, compute]}"));
        assertThat(read().stages().get("one").items())
                .as("one after the other")
                .extracting(item -> item.batches().size())
                .containsExactly(1, 1);

        write("one", batches("[]"));
        refused("one.yaml: batches: the list names none");
        write("one", batches("[{role: compute}, {role: compute}]"));
        refused("one.yaml: batches: role 'compute' can't go together with itself");
        write("one", batches("[{roles: [compute]}]"));
        refused("one.yaml: batches: the key 'roles' is unknown");
        write("one", batches("[compute]"));
        refused("one.yaml: batches: '\"compute\"' has no keys such as role");
    }

    private static String batches(String word) {
        return "stage: one\ntitle: One\nsteps:\n  - batches: " + word
                + "\n    steps: [{step: look, title: Looked, run: route, on: node, undo: nothing}]\n";
    }

    @Test
    void aDurationHasAUnit() throws IOException {
        write("one", stage("run: route", "on: cluster, timeout: 30"));

        refused("one.yaml: step look: 'timeout: 30' is no duration such as 30s, 2m or 3h");
    }

    @Test
    void aStepThatIsDefinedTwiceIsRefused() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP);
        write("two", "stage: two\ntitle: Two\nsteps:\n" + STEP);

        refused("two.yaml: step look: it is defined in " + folder.resolve("one.yaml") + " already");
    }

    @Test
    void aStepOfTheProgramIsNotDefinedAnew() throws IOException {
        write(
                "own",
                "stage: own\n"
                        + "title: Own\n"
                        + "steps:\n"
                        + "  - {step: copy-keys, title: Copied, run: route, on: master, undo: nothing}\n");

        assertThatThrownBy(() -> CatalogueReader.read(folder))
                .hasMessageEndingWith("own.yaml: step copy-keys: it is defined in stages/upgrade-env.yaml already");
    }

    @Test
    void aStepThatIsUsedIsDefined() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps: [look]\n");

        refused("one.yaml: there is no step 'look'");
    }

    @Test
    void theStageBeforeExists() throws IOException {
        write("one", "stage: one\ntitle: One\nafter: [zero]\nsteps:\n" + STEP);

        refused("one.yaml: stage one: there is no stage 'zero' for 'after'");
    }

    @Test
    void noStageComesAfterItself() throws IOException {
        write("one", "stage: one\ntitle: One\nafter: [two]\nsteps:\n" + STEP);
        write("two", "stage: two\ntitle: Two\nafter: [three]\nsteps: [look]\n");
        write("three", "stage: three\ntitle: Three\nafter: [one]\nsteps: [look]\n");

        refused("stages come after each other in a circle: one after two after three after one");
    }

    @Test
    void aPlanHasItsStagesInTheirOrder() throws IOException {
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP);
        write("two", "stage: two\ntitle: Two\nafter: [one]\nsteps: [look]\n");
        write("wrong", "plan: wrong\ntitle: Wrong\nstages: [two, one]\n");

        refused("wrong.yaml: plan wrong: stage two stands before one, which it comes after");
    }

    @Test
    void aPlanHasKnownStages() throws IOException {
        write("wrong", "plan: wrong\ntitle: Wrong\nstages: [nothing]\n");

        refused("wrong.yaml: plan wrong: there is no stage 'nothing'");
    }

    @Test
    void aPlanInPlaceSaysIntoWhichPartsItFalls() throws IOException {
        var plan = "plan: mine\ntitle: Mine\nkind: in-place\nstages: [one]\nbegins: one\ncontrollers: one\n";
        write("one", "stage: one\ntitle: One\nsteps:\n" + STEP);
        write("mine", plan);
        refused("mine.yaml: the key 'nodes' is missing");

        write("mine", plan + "nodes: two\n");
        refused("mine.yaml: 'nodes: two' is none of the plan's stages");
    }

    @Test
    void aResultThatAStepUsesIsLeftByAnEarlierOne() throws IOException {
        write("one", stage("run: route", "on: cluster, uses: {sum: copy.sum}"));

        refused("one.yaml: step look: 'uses: copy.sum' is no result of an earlier step of the stage");
    }

    @Test
    void aResultOfAnUndoIsLeftByThatOfALaterStep() throws IOException {
        write("one", stage("run: route", "on: cluster, uses: {sum: undo-look.sum}"));

        refused("one.yaml: step look: 'uses: undo-look.sum' is no result of the undoing of a later step of the stage");
    }

    @Test
    void whatIsHeldIsLetGoInTheSamePlan() throws IOException {
        write("one", stage("run: route", "on: cluster, until: free"));
        write("plan", "plan: held\ntitle: Held\nstages: [one]\n");

        refused("plan.yaml: plan held: step look waits for step 'free', which doesn't come after it");
    }

    @Test
    void onlyTheProgramsStagesHaveCommands() throws IOException {
        write("one", "stage: one\ntitle: One\ncommand: Look around.\nsteps:\n" + STEP);

        refused(
                "one.yaml: only stages of the program have a command of their own; run this one with 'octane upgrade --env ID --stages NAME'");
    }

    private static String stage(String run, String on) {
        return "stage: one\ntitle: One\nsteps:\n  - {step: look, title: Looked, " + run + ", " + on
                + ", undo: nothing}\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private Catalogue read() {
        return CatalogueReader.only(folder);
    }

    private void refused(String sentence) {
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }
}
