/**
 * Files that the rest of the world is made with: files of mode 600, ports and passwords that are chosen once, folders.
 */
package org.octane.world.files;
