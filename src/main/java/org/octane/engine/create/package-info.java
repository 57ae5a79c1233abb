/**
 * Plans an upgrade as an operator asks for it, and writes the plan as rows. A cluster has one upgrade at a time. Whatever is
 * refused, by the plan or by the pre-flight, is refused before anything is written.
 */
package org.octane.engine.create;
