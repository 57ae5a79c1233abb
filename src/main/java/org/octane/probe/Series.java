package org.octane.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes intervals of samples. An outage lasts from the first sample without an answer to the next with one; it begins only after one
 * with an answer, since what did not run before is none of the upgrade's business. What is unknown ends an outage: how long it went on
 * nobody can say.
 */
final class Series {

    /** Those that have ended and are not saved yet. */
    private final List<Interval> ended = new ArrayList<>();

    private Interval open;
    private Instant last;
    private long samples;
    private long answered;
    private Duration past = Duration.ZERO;
    private boolean totalPaused;

    /** What an earlier watch has left: its last sample, and the sum of its outages. */
    synchronized void goOn(
            Instant lastSample, long earlier, long earlierAnswered, Duration down, boolean pausedForTotal) {
        samples = earlier;
        answered = earlierAnswered;
        past = down;
        totalPaused = pausedForTotal;
        last = lastSample;
        begin(Verdict.UNKNOWN, lastSample);
    }

    synchronized void sample(Instant at, Verdict verdict) {
        if (last != null && at.isBefore(last)) {
            return; // A late answer to an older question.
        }
        samples++;
        last = at;
        if (verdict == Verdict.UP) {
            answered++;
            end(at);
        } else if (open == null || open.kind() != verdict) {
            end(at);
            if (verdict == Verdict.UNKNOWN || answered > 0) {
                begin(verdict, at);
            }
        }
    }

    /** Nobody could ask since then. */
    synchronized void gap(Instant since) {
        if (open != null && open.kind() == Verdict.UNKNOWN) {
            return;
        }
        end(since);
        begin(Verdict.UNKNOWN, since);
    }

    /** What has to be saved: intervals that have ended since, and the one that goes on. */
    synchronized List<Interval> unsaved() {
        var all = new ArrayList<>(ended);
        if (open != null) {
            all.add(open);
        }
        return all;
    }

    synchronized void saved(List<Interval> intervals) {
        ended.removeAll(intervals);
    }

    /** So long the outage that goes on has lasted. */
    synchronized Duration longest() {
        return open != null && open.kind() == Verdict.DOWN ? Duration.between(open.from(), last) : Duration.ZERO;
    }

    synchronized Duration total() {
        return past.plus(longest());
    }

    /** Whether the outage that goes on has paused the upgrade; true also if there is none. */
    synchronized boolean longestPaused() {
        return open == null || open.kind() != Verdict.DOWN || open.paused();
    }

    synchronized void pausesForLongest() {
        open = open == null ? null : open.pauses();
    }

    synchronized Instant last() {
        return last;
    }

    synchronized long samples() {
        return samples;
    }

    synchronized long answered() {
        return answered;
    }

    synchronized boolean totalPaused() {
        return totalPaused;
    }

    synchronized void pausesForTotal() {
        totalPaused = true;
    }

    private void begin(Verdict kind, Instant at) {
        open = new Interval(kind, at, null, false);
    }

    private void end(Instant at) {
        if (open != null) {
            ended.add(open.endsAt(at));
            if (open.kind() == Verdict.DOWN) {
                past = past.plus(Duration.between(open.from(), at));
            }
            open = null;
        }
    }
}
