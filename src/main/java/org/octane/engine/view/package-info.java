/** Reads upgrades, steps, dead letters and events as JSON in the shapes of the REST contract. It changes nothing. */
package org.octane.engine.view;
