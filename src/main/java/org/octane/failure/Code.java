package org.octane.failure;

import java.util.Locale;

/**
 * What a failure is called for good, however its sentence reads: programs go by it, and {@code docs/errors.md} says of each its
 * cause, what it means for the cloud, and the cure. A check of the pre-flight is called by its own name.
 */
public enum Code {
    // Refused by the server: nothing was changed.
    INVALID_REQUEST,
    NOT_LOGGED_IN,
    FORBIDDEN,
    NOT_FOUND,
    NOT_ALLOWED,
    CONFLICT,
    TOO_LARGE,
    NOT_JSON,
    UNKNOWN_HOST,
    TOO_MANY_LOGINS,
    UNAVAILABLE,
    KEY_OF_ANOTHER_CALL,
    PREFLIGHT_FAILED,
    STAGE_ORDER,
    UPGRADE_RUNS,
    UPGRADE_WAITS,
    NO_SEED,
    WRONG_STATE,
    IRREVERSIBLE,
    NEWER_PLAN,
    UNREADABLE_ROW,
    // The server itself failed, or does not know what became of it.
    INTERNAL_ERROR,
    // A step waits for a server that knows it.
    STEP_UNKNOWN,
    // A step failed.
    NODE_UNREACHABLE,
    HOST_KEY_CHANGED,
    SSH_REFUSED,
    SERVICE_AWAY,
    NO_ANSWER,
    STEP_REFUSED,
    NODE_IN_USE,
    STEP_FAILED,
    NOT_PROVED,
    TIMED_OUT,
    DISK_FULL,
    ASTUTE_FAILED,
    // The server does not start.
    SETTING_INVALID,
    DEFINITION_INVALID,
    PORT_TAKEN,
    DATABASE_UNUSABLE,
    DATA_FOLDER_IN_USE,
    DATA_FOLDER_UNUSABLE,
    TWO_BROKERS,
    OTHER_CLOUD,
    OLDER_SERVERS,
    SERVER_TOO_OLD,
    CLOUD_NOT_STARTED,
    START_FAILED,
    // A command fails.
    USAGE,
    SERVER_UNREACHABLE,
    ANSWER_LOST,
    UPGRADE_FAILED;

    /** As it is written everywhere, such as {@code stage-order}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of an answer that says no more than its status of HTTP. */
    public static Code ofStatus(int status) {
        return switch (status) {
            case 400 -> INVALID_REQUEST;
            case 401 -> NOT_LOGGED_IN;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> NOT_ALLOWED;
            case 409 -> CONFLICT;
            case 413, 414, 431 -> TOO_LARGE;
            case 415 -> NOT_JSON;
            case 421 -> UNKNOWN_HOST;
            case 429 -> TOO_MANY_LOGINS;
            case 503 -> UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
    }
}
