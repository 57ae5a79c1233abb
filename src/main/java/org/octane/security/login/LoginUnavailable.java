package org.octane.security.login;

/** Whether somebody may enter can't be said now: neither yes nor no. */
public final class LoginUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LoginUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
