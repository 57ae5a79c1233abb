package org.octane.server.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The first line of what a program prints, taken as it comes: somebody whom it leaves behind may keep its output open for ever. */
final class FirstLine {

    private static final int MOST = 64 * 1024;

    /** What an ended program has printed is there; without a newline nobody knows that no more comes. */
    private static final int SECONDS = 5;

    private final InputStream output;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CountDownLatch whole = new CountDownLatch(1);

    private FirstLine(InputStream output) {
        this.output = output;
    }

    static FirstLine of(InputStream output) {
        var line = new FirstLine(output);
        var thread = new Thread(line::read, "first-line");
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    /** Once the program has ended. */
    String text() throws InterruptedException {
        whole.await(SECONDS, TimeUnit.SECONDS);
        return line.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    private void read() {
        try {
            for (int c = output.read(); c >= 0 && c != '\n' && line.size() < MOST; c = output.read()) {
                line.write(c);
            }
            whole.countDown();
            // who prints more is not kept from its end
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // What was read until then.
            whole.countDown();
        }
    }
}
