package org.octane.plan.catalogue;

import java.nio.file.Path;

/** Catalogues that tests have in common. */
public final class Catalogues {

    /** What the program brings. */
    public static final Catalogue BUILT = CatalogueReader.read(null);

    /** Plans of routes that a test writes. */
    public static final Catalogue OF_THE_ENGINE = CatalogueReader.only(Path.of("src/test/resources/engine-plans"));

    private Catalogues() {}
}
