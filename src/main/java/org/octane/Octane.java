package org.octane;

/** Entry point. */
public final class Octane {

    private Octane() {}

    public static void main(String[] args) {
        System.out.println("octane");
    }
}
