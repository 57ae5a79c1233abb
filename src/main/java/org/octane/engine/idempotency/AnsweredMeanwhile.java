package org.octane.engine.idempotency;

/** While a call looked aside, the same call was carried out: its answer is this one's too. */
public final class AnsweredMeanwhile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient IdempotentCall.Answer answer;

    AnsweredMeanwhile(IdempotentCall.Answer answer) {
        super("The same call was carried out meanwhile.");
        this.answer = answer;
    }

    public IdempotentCall.Answer answer() {
        return answer;
    }
}
