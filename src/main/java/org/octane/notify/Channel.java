package org.octane.notify;

import org.octane.security.CaFile;

/** By what a notice is sent. */
interface Channel {

    /**
     * @param notice as JSON
     * @throws NotSent if it was not taken, or nobody knows whether it was
     */
    void send(String notice) throws NotSent, InterruptedException;

    /** @return null if none is set */
    static Channel of(NotifySettings settings) {
        if (settings.webhook() != null) {
            return new Webhook(
                    settings.webhook(),
                    settings.header(),
                    settings.timeout(),
                    settings.authorities() == null ? null : CaFile.trusted(settings.authorities()));
        }
        return settings.command().isEmpty() ? null : new Command(settings.command(), settings.timeout());
    }
}
