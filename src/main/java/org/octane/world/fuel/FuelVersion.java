package org.octane.world.fuel;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The Fuel release whose Astute is simulated: what it says of a task before the first node reports, and how it logs. */
public enum FuelVersion {
    /** Says nothing before the first node reports, and answers no {@code echo}. */
    V7_0("7.0"),
    /** Says {@code task_in_orchestrator} of each call when it takes it. */
    V8_0("8.0"),
    /** Says {@code running} of each call when it takes it, and runs in no container. */
    V9_2("9.2");

    private final String text;

    FuelVersion(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException it is none that is simulated; the message names those that are */
    public static FuelVersion of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Fuel " + text + " is not simulated, only "
                        + Arrays.stream(values()).map(version -> version.text).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return text;
    }

    /** Whether the programs of its master run in containers. */
    public boolean inContainers() {
        return this != V9_2;
    }

    public boolean saysRunning() {
        return this == V9_2;
    }

    public boolean saysTaskInOrchestrator() {
        return this == V8_0;
    }

    /** Since 8.0 data are logged over many lines. */
    boolean logsOverManyLines() {
        return this != V7_0;
    }

    /** A busy worker logs the message that it gives back. */
    public boolean logsWhatItGivesBack() {
        return this != V9_2;
    }

    /** The time zone of its log: a container has none of its own. */
    ZoneId clock() {
        return this == V9_2 ? ZoneId.systemDefault() : ZoneOffset.UTC;
    }

    /** Where the Fuel master has what is {@code /var/log/astute/astute.log} for Astute. */
    public String log() {
        return this == V9_2 ? "var/log/astute/astute.log" : "var/log/docker-logs/astute/astute.log";
    }
}
