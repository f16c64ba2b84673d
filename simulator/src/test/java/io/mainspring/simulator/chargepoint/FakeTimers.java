package io.mainspring.simulator.chargepoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so. */
final class FakeTimers implements Timers {

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private record Task(Duration due, Runnable task) {}

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled = new Task(now.plus(delay), task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    void pass(Duration time) {
        var until = now.plus(time);
        while (true) {
            var next =
                    tasks.stream()
                            .filter(task -> task.due().compareTo(until) <= 0)
                            .min(Comparator.comparing(Task::due));
            if (next.isEmpty()) {
                break;
            }
            tasks.remove(next.get());
            now = next.get().due();
            next.get().task().run();
        }
        now = until;
    }
}
