package org.octane.nailgun.model;

import java.util.Optional;

/** Asks plugins for their settings in another release. */
@FunctionalInterface
public interface PluginSettings {

    /** No plugin answers: each goes along as it is, if it is made for the release. */
    PluginSettings NONE = question -> Optional.empty();

    /** @return empty: it gives no answer */
    Optional<PluginAnswer> ask(PluginQuestion question);
}
