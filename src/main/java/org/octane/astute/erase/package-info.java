/** What is asked of the world right before nodes lose their systems: whether nobody is served by them any more. */
package org.octane.astute.erase;
