/**
 * The simulated Astute of the embedded world: a program of its own on the other side of AMQP 1.0. It knows of a cloud
 * only what a message tells it, acknowledges before it works, does one job at a time and loses the job in hand when it
 * dies, as the real one does. What a job does to a node is done by the world's admin scripts.
 */
package org.octane.world.astute;
