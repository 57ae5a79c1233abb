package org.octane.astute.condition;

/** A word of a condition. @param position of its first character in the condition, from 1 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        NUMBER,
        STRING,
        TRUE,
        FALSE,
        NULL,
        PATH,
        NOT_EQUALS,
        EQUALS,
        AND,
        OR,
        NOT,
        IN,
        OPEN,
        CLOSE,
        END
    }
}
