package org.octane.world.chaos;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** The faults of now. A fault is known by its text: a line that stays in the file goes on with its course. */
final class Courses {

    private final Path world;
    private final ChaosLog log;
    private final ScheduledExecutorService timer;
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Map<String, Effect> effects = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private Surroundings surroundings;
    private Effects make;
    private Occasions occasions;
    private int numbers;

    Courses(Path world, ChaosLog log, ScheduledExecutorService timer) {
        this.world = world;
        this.log = log;
        this.timer = timer;
    }

    synchronized void open(Surroundings around) {
        surroundings = around;
        make = new Effects(world, around, log, timer);
        occasions = new Occasions(world, around);
    }

    /** These are the file's lines now. */
    synchronized void become(List<String> lines) {
        var wanted = new LinkedHashMap<String, Fault>();
        for (var line : lines) {
            read(line.strip(), wanted);
        }
        for (var key : List.copyOf(courses.keySet())) {
            if (!wanted.containsKey(key)) {
                end(courses.remove(key));
                effects.remove(key);
            }
        }
        wanted.forEach((key, fault) -> {
            if (!courses.containsKey(key)) {
                begin(key, fault);
            }
        });
    }

    private void read(String line, Map<String, Fault> wanted) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            for (var fault : FaultSpec.parse(line)) {
                surroundings.check(fault);
                if (fault.kind() == FaultKind.RANDOM) {
                    Draw.of(fault, surroundings.nodes()).forEach(drawn -> add(fault.text() + " drew ", drawn, wanted));
                } else {
                    add("", fault, wanted);
                }
            }
        } catch (IllegalArgumentException e) {
            if (refused.add(line)) {
                log.struck(line, "refused: " + e.getMessage());
            }
        }
    }

    private static void add(String before, Fault fault, Map<String, Fault> wanted) {
        var key = before + fault.text();
        for (int again = 2; wanted.containsKey(key); again++) {
            key = before + fault.text() + " #" + again;
        }
        wanted.put(key, fault);
    }

    private void begin(String key, Fault fault) {
        var number = ++numbers;
        var effect = make.of(number, fault);
        var course = new Course(number, fault, effect, System.nanoTime());
        if (key.contains(" drew ")) {
            log.struck(key.substring(0, key.indexOf(' ')), "drew " + fault.text());
        }
        effects.put(key, effect);
        courses.put(key, course);
        if (fault.has(Option.WHEN)) {
            occasions.expect(course);
        }
        course.follow(System.nanoTime());
    }

    private void end(Course course) {
        if (course.fault().has(Option.WHEN)) {
            occasions.release(course);
        }
        course.end();
    }

    synchronized void follow() {
        var now = System.nanoTime();
        for (var course : courses.values()) {
            if (course.expected() && course.fault().has(Option.WHEN) && occasions.came(course)) {
                course.occasion(now);
                occasions.release(course);
            }
            course.follow(now);
        }
    }

    /** A task begins with a node: with its first one it is an occasion. */
    synchronized void works(String kind, String task) {
        if (!tasks.add(task)) {
            return;
        }
        for (var course : courses.values()) {
            if (course.expected() && course.fault().text(Option.ON, "").equals(kind)) {
                course.occasion(System.nanoTime());
            }
        }
    }

    synchronized Wire session(String node, String command) {
        for (var effect : effects.values()) {
            if (effect instanceof SessionCut cut) {
                var wire = cut.began(node, command);
                if (wire.isPresent()) {
                    return wire.get();
                }
            }
        }
        return Wire.whole();
    }

    void reply(ReplyFault.Reply reply) {
        List<ReplyFault> faults;
        synchronized (this) {
            faults = effects.values().stream()
                    .filter(ReplyFault.class::isInstance)
                    .map(ReplyFault.class::cast)
                    .toList();
        }
        if (faults.stream().noneMatch(fault -> fault.takes(reply))) {
            reply.send().run();
        }
        faults.forEach(fault -> fault.sent(reply));
    }

    void end() {
        synchronized (this) {
            courses.values().forEach(this::end);
            courses.clear();
            effects.clear();
        }
        if (make != null) {
            make.settle();
        }
    }
}
