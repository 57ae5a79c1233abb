package org.octane.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Maintenance windows: in one of them what takes a while begins only if it fits before the end. None at all: always. */
public final class Windows {

    public static final Windows ALWAYS = new Windows(List.of());

    private static final String SEPARATOR = "; ";

    /** Each day of the week, and a day more on which clocks change. */
    private static final int DAYS = 9;

    /** A Monday in a week in which no clock changes. */
    private static final LocalDate ANY_WEEK = LocalDate.of(2024, 1, 8);

    private final List<Window> windows;

    private Windows(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /**
     * @param texts see {@link Window#of}
     * @param zone where none is said
     * @throws Refusal if one is no window
     */
    public static Windows of(List<String> texts, ZoneId zone) {
        try {
            return new Windows(texts.stream().map(text -> Window.of(text, zone)).toList());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("windows: " + e.getMessage() + ".");
        }
    }

    /** What {@link #toString} wrote. */
    @JsonCreator
    public static Windows parse(String text) {
        return text == null || text.isEmpty() ? ALWAYS : of(List.of(text.split(SEPARATOR)), ZoneOffset.UTC);
    }

    /** When it may begin and until when it would be over, by the clocks of the first window's zone. */
    public record Opening(ZonedDateTime at, ZonedDateTime until) {}

    /** The next time at which something that takes so long may begin, {@code now} if that is one; empty if it fits in none. */
    public Optional<Opening> next(Instant now, Duration takes) {
        for (var span : spans(now.atZone(ZoneOffset.UTC).toLocalDate())) {
            var from = span.from().toInstant().isAfter(now) ? span.from() : now.atZone(zone());
            if (!from.plus(takes).toInstant().isAfter(span.to().toInstant())) {
                return Optional.of(
                        new Opening(from.withZoneSameInstant(zone()), span.to().withZoneSameInstant(zone())));
            }
        }
        return Optional.empty();
    }

    public boolean areOpen(Instant now, Duration takes) {
        return isAlways()
                || next(now, takes)
                        .filter(opening -> opening.at().toInstant().equals(now))
                        .isPresent();
    }

    /** Whether it fits in one of them, on a day on which no clock changes. */
    boolean everFit(Duration takes) {
        return isAlways()
                || spans(ANY_WEEK).stream()
                        .anyMatch(
                                span -> Duration.between(span.from(), span.to()).compareTo(takes) >= 0);
    }

    boolean isAlways() {
        return windows.isEmpty();
    }

    private ZoneId zone() {
        return windows.get(0).zone();
    }

    /** From the day before, those that touch each other as one. */
    private List<Window.Span> spans(LocalDate day) {
        var all = new ArrayList<Window.Span>();
        for (int i = -2; i < DAYS; i++) {
            var date = day.plusDays(i);
            windows.stream()
                    .filter(window -> window.opensOn(date))
                    .map(window -> window.on(date))
                    .filter(span -> span.from().isBefore(span.to()))
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(span -> span.from().toInstant()));
        var joined = new ArrayList<Window.Span>();
        for (var span : all) {
            var last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || span.from().isAfter(last.to())) {
                joined.add(span);
            } else if (span.to().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Window.Span(last.from(), span.to()));
            }
        }
        return joined;
    }

    @Override
    @JsonValue
    public String toString() {
        return String.join(SEPARATOR, windows.stream().map(Window::toString).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Windows windows && windows.windows.equals(this.windows);
    }

    @Override
    public int hashCode() {
        return windows.hashCode();
    }
}
