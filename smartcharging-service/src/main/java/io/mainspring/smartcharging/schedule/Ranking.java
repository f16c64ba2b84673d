package io.mainspring.smartcharging.schedule;

import java.util.Arrays;

/**
 * The profiles of one purpose, highest stack level first. At any instant the first active one prevails; when it is
 * over, the next lower one does.
 */
final class Ranking {

    private Course[] courses = new Course[4];
    private int size;

    /** Of two with the same stack level the one added later comes first. */
    void add(Course course) {
        if (size == courses.length) {
            courses = Arrays.copyOf(courses, 2 * size);
        }
        int at = size++;
        while (at > 0 && courses[at - 1].stackLevel <= course.stackLevel) {
            courses[at] = courses[at - 1];
            at--;
        }
        courses[at] = course;
    }

    /** Takes over the others, in their order among themselves; their levels are not held here. */
    void addAll(Ranking others) {
        for (int i = others.size - 1; i >= 0; i--) {
            add(others.courses[i]);
        }
    }

    boolean holdsLevel(int stackLevel) {
        for (int i = 0; i < size; i++) {
            if (courses[i].stackLevel == stackLevel) {
                return true;
            }
        }
        return false;
    }

    /** Writes the prevailing limit into the moment, if there is one. */
    boolean readAt(long at, Moment moment, Rate rate) {
        for (int i = 0; i < size; i++) {
            if (courses[i].readAt(at, moment, rate)) {
                return true;
            }
        }
        return false;
    }
}
