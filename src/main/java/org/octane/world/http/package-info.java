/**
 * What a user of the simulated clouds sees, over HTTP: who answers behind a VIP, which instances there are, which nodes have
 * power. Reads files of the world and changes nothing.
 */
package org.octane.world.http;
