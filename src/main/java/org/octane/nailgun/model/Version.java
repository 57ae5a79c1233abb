package org.octane.nailgun.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A release's version such as {@code 2015.1.0-7.0} or {@code liberty-8.0}: that of OpenStack, then that of Fuel.
 * Compared as numbers, Fuel's first: 10.0 is higher than 7.0.
 */
public record Version(String openstack, String fuel) implements Comparable<Version> {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\D.*)?");

    public static Version of(String text) {
        var dash = text.lastIndexOf('-');
        return dash < 0 ? new Version("", text) : new Version(text.substring(0, dash), text.substring(dash + 1));
    }

    /** Fuel's number, {@code 8} of {@code liberty-8.0}; empty: there is none in it, and nobody knows which version is higher. */
    public OptionalInt number() {
        var first = NUMBER.matcher(fuel);
        return first.matches() ? OptionalInt.of(Integer.parseInt(first.group(1))) : OptionalInt.empty();
    }

    /** Fuel's number with what comes after its first dot, {@code 7.0} of {@code 2015.1.0-7.0.1}; empty: there is none in it. */
    public OptionalDouble decimal() {
        var first = NUMBER.matcher(fuel);
        return first.matches()
                ? OptionalDouble.of(
                        Double.parseDouble(first.group(1) + "." + (first.group(2) == null ? "0" : first.group(2))))
                : OptionalDouble.empty();
    }

    /** What has to be said of a release whose version has no number; a sentence without its full stop. */
    public static String unnumbered(int release, String version) {
        return "Release %d has the version '%s', which has no number of Fuel's in it, such as 8.0 in liberty-8.0"
                .formatted(release, version);
    }

    /** What to do about it. */
    public static String cure(int release) {
        return "Correct the version with PUT /api/v1/releases/" + release + ".";
    }

    @Override
    public int compareTo(Version other) {
        var byFuel = compare(fuel, other.fuel);
        return byFuel != 0 ? byFuel : compare(openstack, other.openstack);
    }

    /** Whether an upgrade from this version to another passes the given version of Fuel, or reaches it. */
    public boolean passes(String milestone, Version target) {
        return compare(fuel, milestone) < 0 && compare(milestone, target.fuel) <= 0;
    }

    /** Whether its Fuel is an older one. */
    public boolean fuelBefore(String milestone) {
        return compare(fuel, milestone) < 0;
    }

    /** Part by part: numbers before names, numbers by size, names (OpenStack's follow the alphabet) by letters. */
    private static int compare(String one, String two) {
        var left = parts(one);
        var right = parts(two);
        for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
            var result = comparePart(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    private static int comparePart(String one, String two) {
        var numbers = isNumber(one) && isNumber(two);
        if (numbers) {
            return Long.compare(Long.parseLong(one), Long.parseLong(two));
        }
        return isNumber(one) != isNumber(two) ? Boolean.compare(isNumber(two), isNumber(one)) : one.compareTo(two);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.length() < 19 && part.chars().allMatch(Character::isDigit);
    }

    private static List<String> parts(String text) {
        return new ArrayList<>(Arrays.asList(text.split("[.+~_ ]")));
    }

    @Override
    public String toString() {
        return openstack.isEmpty() ? fuel : openstack + "-" + fuel;
    }
}
