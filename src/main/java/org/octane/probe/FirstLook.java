package org.octane.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Asks what would be probed, before there is an upgrade: an outage is measured only of what has answered once. */
public final class FirstLook implements IntFunction<FirstLook.Found> {

    /** One that is busy at the moment is not silent. */
    private static final int TRIES = 3;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Targets targets;
    private final Looks looks;

    /** @param api the address of a cluster's API, empty if it has none that is known */
    public FirstLook(ProbeSettings settings, IntFunction<Optional<String>> api) {
        this.targets = new Targets(settings, api);
        this.looks = new Looks(settings.timeout());
    }

    /**
     * What gave no answer.
     *
     * @param limited whether an upgrade shall be paused when it is away for too long
     */
    public record Silent(String name, String address, boolean limited) {}

    /**
     * What came of it.
     *
     * @param asked how many were asked: those that the server itself probes
     */
    public record Found(int asked, List<Silent> silent) {}

    @Override
    public Found apply(int cluster) {
        var asked = targets.of(cluster).stream()
                .filter(target -> target.from() == null)
                .toList();
        var threads = Executors.newCachedThreadPool();
        try {
            var answers = threads.invokeAll(asked.stream()
                    .<Callable<Optional<Silent>>>map(target -> () -> ask(target))
                    .toList());
            return new Found(
                    asked.size(),
                    answers.stream()
                            .map(FirstLook::get)
                            .flatMap(Optional::stream)
                            .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("What is probed could not be asked: interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<Silent> ask(Target target) {
        long begun = System.nanoTime();
        for (int i = 0; i < TRIES && System.nanoTime() - begun < LONGEST.toNanos(); i++) {
            if (looks.at(target) == Verdict.UP) {
                return Optional.empty();
            }
        }
        var limits = targets.settings().limits(target);
        return Optional.of(
                new Silent(target.name(), target.address(), limits.longest() != null || limits.total() != null));
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
