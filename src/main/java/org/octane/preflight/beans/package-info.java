/** Makes the pre-flight and all its checks. */
package org.octane.preflight.beans;
