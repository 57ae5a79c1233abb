package org.octane.trace;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans as OpenTelemetry's collector does, by OTLP over HTTP, and reads their protobuf. */
final class SpanReceiver implements AutoCloseable {

    record Span(
            String trace,
            String id,
            String parent,
            String name,
            long nanos,
            Map<String, String> attributes,
            boolean failed) {}

    private record Field(int number, long value, ByteBuffer bytes) {}

    private final HttpServer server;
    final List<Span> spans = new CopyOnWriteArrayList<>();
    volatile int status = 200;

    SpanReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            if (status == 200) {
                request(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    Span named(String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + spans));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void request(ByteBuffer request) {
        for (var resource : inside(request, 1)) {
            for (var scope : inside(resource, 2)) {
                inside(scope, 2).forEach(span -> spans.add(span(span)));
            }
        }
    }

    private static Span span(ByteBuffer span) {
        var attributes = new TreeMap<String, String>();
        long began = 0;
        long ended = 0;
        boolean failed = false;
        String trace = "";
        String id = "";
        String parent = "";
        String name = "";
        for (var field : fields(span)) {
            switch (field.number()) {
                case 1 -> trace = hex(field.bytes());
                case 2 -> id = hex(field.bytes());
                case 4 -> parent = hex(field.bytes());
                case 5 -> name = text(field.bytes());
                case 7 -> began = field.value();
                case 8 -> ended = field.value();
                case 9 ->
                    attributes.put(
                            text(inside(field.bytes(), 1).get(0)),
                            text(inside(inside(field.bytes(), 2).get(0), 1).get(0)));
                case 15 -> failed = fields(field.bytes()).stream().anyMatch(of -> of.number() == 3 && of.value() == 2);
                default -> {}
            }
        }
        return new Span(trace, id, parent, name, ended - began, attributes, failed);
    }

    private static List<ByteBuffer> inside(ByteBuffer message, int number) {
        return fields(message).stream()
                .filter(field -> field.number() == number)
                .map(Field::bytes)
                .toList();
    }

    private static List<Field> fields(ByteBuffer shared) {
        var message = shared.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        var fields = new ArrayList<Field>();
        while (message.hasRemaining()) {
            int key = (int) varint(message);
            switch (key & 7) {
                case 0 -> fields.add(new Field(key >> 3, varint(message), null));
                case 1 -> fields.add(new Field(key >> 3, message.getLong(), null));
                case 2 -> {
                    int length = (int) varint(message);
                    fields.add(new Field(key >> 3, 0, message.slice(message.position(), length)));
                    message.position(message.position() + length);
                }
                case 5 -> fields.add(new Field(key >> 3, message.getInt(), null));
                default -> throw new IllegalArgumentException("No protobuf");
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String hex(ByteBuffer bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    private static String text(ByteBuffer bytes) {
        return new String(bytes(bytes), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer from) {
        var bytes = new byte[from.remaining()];
        from.duplicate().get(bytes);
        return bytes;
    }
}
