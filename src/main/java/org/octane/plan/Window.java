package org.octane.plan;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hours in which the cloud may be worked on, by the clocks of a zone: where these are put forward or back, the window is that much
 * shorter or longer.
 *
 * @param days on which it opens
 * @param to not after {@code from}: on the next day
 */
record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    private static final Pattern TEXT =
            Pattern.compile("(?:([A-Z][a-z]{2}(?:[,-][A-Z][a-z]{2})*) )?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)(?: (\\S+))?");

    private static final List<String> NAMES = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /** From an instant to another one. */
    record Span(ZonedDateTime from, ZonedDateTime to) {}

    /**
     * @param text such as {@code 22:00-06:00}, {@code Mon-Thu,Sun 22:00-06:00 Europe/Berlin}
     * @param zone where none is said
     * @throws IllegalArgumentException if it is no window
     */
    static Window of(String text, ZoneId zone) {
        var parts = TEXT.matcher(text.strip().replaceAll("\\s+", " "));
        try {
            if (parts.matches() && !parts.group(2).equals(parts.group(3))) {
                return new Window(
                        days(parts.group(1)),
                        LocalTime.parse(parts.group(2)),
                        LocalTime.parse(parts.group(3).replace("24:00", "00:00")),
                        parts.group(4) == null ? zone : ZoneId.of(parts.group(4)));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(sentence(text), e);
        }
        throw new IllegalArgumentException(sentence(text));
    }

    private static String sentence(String text) {
        return "'" + text + "' is no window such as 22:00-06:00 or Sat,Sun 08:00-20:00 Europe/Berlin";
    }

    private static Set<DayOfWeek> days(String words) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        if (words == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        for (var word : words.split(",")) {
            var ends = word.split("-");
            var day = day(ends[0]);
            var last = day(ends[ends.length - 1]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        int number = NAMES.indexOf(name);
        if (number < 0) {
            throw new DateTimeParseException("No day", name, 0);
        }
        return DayOfWeek.of(number + 1);
    }

    boolean opensOn(LocalDate day) {
        return days.contains(day.getDayOfWeek());
    }

    /** The one that opens on that day. */
    Span on(LocalDate day) {
        return new Span(at(day.atTime(from)), at((to.isAfter(from) ? day : day.plusDays(1)).atTime(to)));
    }

    /** Of an hour that clocks put forward leave out, when they are put: a window does not open at an hour that it does not name. */
    private ZonedDateTime at(LocalDateTime time) {
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap() ? change.getInstant().atZone(zone) : time.atZone(zone);
    }

    @Override
    public String toString() {
        var names = days.stream().map(day -> NAMES.get(day.getValue() - 1)).collect(Collectors.joining(","));
        return (days.size() == NAMES.size() ? "" : names + " ")
                + "%s-%s %s".formatted(from, to.equals(LocalTime.MIDNIGHT) ? "24:00" : to, zone);
    }
}
