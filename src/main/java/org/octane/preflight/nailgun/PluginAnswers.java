package org.octane.preflight.nailgun;

import org.octane.nailgun.VersionedSettings;
import org.octane.plan.Refusal;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Each plugin of the cluster says what becomes of its settings in the release to reach. */
public final class PluginAnswers implements Check {

    private final VersionedSettings versions;

    public PluginAnswers(VersionedSettings versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public String why() {
        return "A plugin that is not made for the release changes nodes in ways that nobody has tried.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        var masterOnly = NotApplicable.withoutCluster(upgrade);
        if (masterOnly != null) {
            return masterOnly;
        }
        return upgrade.isWithoutSeed() ? null : "The plugins of a seed are looked at when it is cloned.";
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var target = upgrade.cloud().target();
        try {
            var stopped = versions.incompatiblePlugins(upgrade.cloud().original(), target.id());
            return stopped.isEmpty()
                    ? Verdict.passed("Each plugin goes to " + target.version() + ".")
                    : Verdict.failed(
                            "These plugins are not made for " + target.version()
                                    + ", and nothing says what becomes of their settings: " + Verdict.listed(stopped)
                                    + ".",
                            "Install versions that are and say in config/steps.d where their settings go, or prepare the"
                                    + " release without these plugins.");
        } catch (Refusal e) {
            return Verdict.failed(e.getMessage(), "Correct the plugin's file or route in config/steps.d.");
        }
    }
}
