package org.octane.cli.client;

import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
import org.octane.security.CaFile;

/** Trusts the certificates of a file that an operator has named. */
public final class Trust {

    private Trust() {}

    /** @param file certificates as PEM */
    public static SSLSocketFactory in(Path file) {
        try {
            return CaFile.trusted(file).getSocketFactory();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, e.getMessage() + ".", "Name a file with certificates as PEM.");
        }
    }
}
