package org.octane.cli.progress;

import java.util.List;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.NodeNames;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Upgrade;

/**
 * What is known of an upgrade at one moment.
 *
 * @param busy steps that run or wait
 * @param outages what is probed, and how it answers
 */
public record Situation(Upgrade upgrade, List<ActiveStep> busy, Outages outages, NodeNames names) {}
