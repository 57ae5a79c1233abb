package org.octane.nailgun;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.octane.nailgun.model.Task;

/** Only notes what was asked for, and keeps its tasks once they are committed. */
final class RecordedProvisioner implements Provisioner {

    private final List<Task> prepared = new CopyOnWriteArrayList<>();
    private final List<Task> casts = new CopyOnWriteArrayList<>();
    private Consumer<Task> meanwhile = task -> {};

    /** What happens when an order is noted. */
    void meanwhile(Consumer<Task> happens) {
        meanwhile = happens;
    }

    @Override
    public void prepare(int cluster, List<Integer> nodes, Task task) {
        meanwhile.accept(task);
        prepared.add(task);
    }

    @Override
    public void provision() {
        casts.addAll(prepared);
        prepared.clear();
    }

    List<Task> casts() {
        return casts;
    }
}
