/**
 * What there is to do, as data: steps, stages of steps, plans of stages, read from {@code stages/*.yaml}, {@code plans/*.yaml} and
 * an operator's own {@code steps.d}. {@link org.octane.plan.catalogue.CatalogueReader} refuses what doesn't fit together.
 */
package org.octane.plan.catalogue;
