package org.octane.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The events of an upgrade as they come, read by a thread of its own. Whatever cuts a stream off (the server was restarted, the
 * network broke), the next one goes on after the last event seen: none is missed, none comes twice. After the last event of an
 * upgrade that is over the server says so, and nothing more is asked for.
 */
public final class EventFeed implements AutoCloseable {

    private static final long AGAIN_MILLIS = 300;
    private static final String END = "event: end";

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Api api;
    private final String path;
    private final Thread reader;
    private long last;
    private boolean over;
    /** Whoever reads from the network may eat an interrupt. */
    private volatile boolean closed;

    public EventFeed(Api api, long upgrade) {
        this.api = api;
        this.path = "/upgrades/" + upgrade + "/events";
        this.reader = new Thread(this::run, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /** The next event, or null if none came within this time. */
    public Event next(long millis) throws InterruptedException {
        return events.poll(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }

    private void run() {
        while (!over && !closed) {
            try (var lines =
                    new BufferedReader(new InputStreamReader(api.events(path, last), StandardCharsets.UTF_8))) {
                read(lines);
            } catch (IOException e) {
                // The next stream goes on from here; that nothing answers at all is told by whoever asks for the
                // upgrade itself.
            }
            try {
                Thread.sleep(AGAIN_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(BufferedReader lines) throws IOException {
        long id = last;
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            over |= line.equals(END);
            if (line.startsWith("id:")) {
                id = Long.parseLong(line.substring(3).trim());
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5)).append('\n');
            } else if (line.isEmpty() && !data.isEmpty()) {
                add(id, data.toString());
                data.setLength(0);
            }
        }
    }

    private void add(long id, String data) throws JsonProcessingException {
        if (!over && id > last) {
            events.add(Event.of(id, Json.read(data)));
            last = id;
        }
    }
}
