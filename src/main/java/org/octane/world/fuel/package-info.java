/** The Fuel release of a simulated cloud's master, and what its Astute leaves there to be seen: its log and its processes. */
package org.octane.world.fuel;
