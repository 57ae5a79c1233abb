package org.octane.astute.repositories;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.octane.step.StepFailure;

/**
 * Asks repositories over HTTP, and remembers answers for a while: what is asked before a deployment is not asked again while the
 * cluster's rows are locked.
 */
public final class HttpReleaseFiles implements ReleaseFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int TRIES = 3;
    /** Bytes. The fields of such a file come first; then files are listed, some hundred thousand bytes of them. */
    private static final int OF_A_RELEASE = 1 << 20;

    private static final int NOTHING = 0;
    private static final int FOUND = 200;
    private static final int ABSENT = 404;
    private static final int GONE = 410;

    private record Answer(Optional<String> body, Instant at) {}

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Clock clock;

    public HttpReleaseFiles(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Map<String, String>> of(Repository repository) {
        return get(repository, repository.releaseFile(), OF_A_RELEASE).map(HttpReleaseFiles::fields);
    }

    @Override
    public boolean hasPackages(Repository repository) {
        var folder = repository.uri().endsWith("/") ? repository.uri() : repository.uri() + "/";
        return Stream.of("Packages.gz", "Packages", "repodata/repomd.xml")
                .anyMatch(file -> get(repository, folder + file, NOTHING).isPresent());
    }

    private Optional<String> get(Repository repository, String uri, int most) {
        var known = answers.get(uri);
        if (known == null || known.at().plus(REMEMBERED).isBefore(clock.instant())) {
            known = new Answer(ask(repository, uri, most), clock.instant());
            answers.put(uri, known);
        }
        return known.body();
    }

    private Optional<String> ask(Repository repository, String uri, int most) {
        var problem = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                var request = HttpRequest.newBuilder(URI.create(uri))
                        .timeout(PATIENCE)
                        .build();
                var response = client.send(request, answer -> new BeginningOfBody(most));
                if (response.statusCode() == FOUND) {
                    return Optional.of(response.body());
                }
                if (response.statusCode() == ABSENT || response.statusCode() == GONE) {
                    return Optional.empty();
                }
                problem = "status " + response.statusCode();
            } catch (IllegalArgumentException e) {
                problem = "this is no address";
            } catch (IOException e) {
                problem = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw StepFailure.passing(
                "Nobody knows how packages of repository %s are told from others: %s does not answer (%s)"
                        .formatted(repository.name(), uri, problem));
    }

    /** Lines {@code Name: value}; lists below a name are left out. */
    static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        text.lines().filter(line -> !line.startsWith(" ")).forEach(line -> {
            var colon = line.indexOf(':');
            if (colon > 0 && !line.substring(colon + 1).isBlank()) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return fields;
    }
}
