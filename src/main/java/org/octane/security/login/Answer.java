package org.octane.security.login;

import java.time.Duration;

/**
 * What becomes of a login.
 *
 * @param person null if it was refused
 * @param session the secret name of the session that it began; null if it began none
 * @param pause how long nothing is looked at any more that comes from there, or is for this user; zero if the proof was wrong
 */
public record Answer(Person person, String session, Duration pause) {

    public static final Answer WRONG = new Answer(null, null, Duration.ZERO);

    static Answer of(Person person) {
        return new Answer(person, null, Duration.ZERO);
    }

    static Answer wait(Duration pause) {
        return new Answer(null, null, pause);
    }

    public boolean accepted() {
        return person != null;
    }

    public boolean hasToWait() {
        return !pause.isZero();
    }
}
