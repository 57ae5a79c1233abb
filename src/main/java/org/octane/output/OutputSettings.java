package org.octane.output;

/**
 * How much is kept of what steps print.
 *
 * @param stepLines of a step, the newest ones
 * @param upgradeLines of an upgrade, the newest ones
 * @param upgrades of so many upgrades, the newest ones and those that are not over
 */
public record OutputSettings(int stepLines, int upgradeLines, int upgrades) {}
