/** Makes the beans that routes of steps call. */
package org.octane.step.beans;
