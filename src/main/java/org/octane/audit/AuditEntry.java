package org.octane.audit;

/**
 * One act of somebody, as it was answered.
 *
 * @param actor who, and on whose behalf; empty if that is not known
 * @param source from which address, or by which account of the broker
 * @param via {@code rest}, {@code cli}, {@code browser} or {@code amqp}
 * @param action the operation of the contract, or {@code login}, {@code logout}
 * @param target path of what it was done to; empty for a login
 * @param status the answer, as HTTP has it
 * @param detail the answer to what was refused or has failed; else empty
 */
public record AuditEntry(
        String actor, String source, String via, String action, String target, int status, String detail) {

    private static final int LONGEST = 500;

    public AuditEntry {
        actor = shortened(actor);
        source = shortened(source);
        target = shortened(target);
        detail = shortened(detail);
    }

    /** What strangers send is kept, but not in any length, nor with what a database can't store. */
    private static String shortened(String text) {
        if (text == null) {
            return "";
        }
        var clean = text.replace("\0", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
