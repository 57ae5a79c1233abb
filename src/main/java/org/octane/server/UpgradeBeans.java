package org.octane.server;

import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.octane.api.ControlRollbackApi;
import org.octane.api.InPlaceApi;
import org.octane.api.InPlaceStages;
import org.octane.api.InPlaceTasks;
import org.octane.api.UpdateApi;
import org.octane.api.UpgradeApi;
import org.octane.engine.EngineBeans;
import org.octane.nailgun.NailgunBeans;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.PlanDefinition;
import org.octane.plan.catalogue.PlanKind;

/** Calls that begin and steer upgrades, Octane's own and Nailgun's, and what Nailgun shows of them meanwhile. */
final class UpgradeBeans {

    private final Map<String, Object> beans;

    /** @param isOwn whether a task of Nailgun's is Octane's */
    UpgradeBeans(Catalogue catalogue, EngineBeans engine, NailgunBeans beansOfNailgun, Predicate<UUID> isOwn) {
        var nailgun = beansOfNailgun.nailgun();
        var strategies = catalogue.plans().values().stream()
                .filter(plan -> plan.kind() == PlanKind.IN_PLACE)
                .collect(Collectors.toMap(PlanDefinition::name, PlanDefinition::parts));
        var tasks = new InPlaceTasks(engine.views(), nailgun.upgrades(), strategies);
        var inPlace = new InPlaceApi(
                engine.upgrades(),
                engine.deadSteps(),
                engine.lifecycle(),
                nailgun.upgrades(),
                tasks,
                new InPlaceStages(catalogue.plan(InPlaceStages.STRATEGY).orElseThrow()));
        beans = Map.of(
                "notifications",
                new Notifications(
                        nailgun.notifier(),
                        nailgun.updates(),
                        letter -> engine.views().deadLetter(letter).status().equals("open"),
                        tasks::isShown),
                "othersWatch",
                new OthersWatch(nailgun, isOwn),
                "inPlaceTasks",
                tasks,
                "inPlaceApi",
                inPlace,
                "upgradeApi",
                new UpgradeApi(
                        engine.upgrades(),
                        engine.lifecycle(),
                        engine.deadSteps(),
                        engine.limits(),
                        engine.rollbacks(),
                        engine.views()),
                "controlRollbackApi",
                new ControlRollbackApi(engine.controlRollbacks()),
                "updateApi",
                new UpdateApi(engine.upgrades(), engine.deadSteps(), nailgun.updates(), nailgun.upgrades(), inPlace));
    }

    Map<String, Object> beans() {
        return beans;
    }
}
