/** All that is known of an upgrade in one document, to hand on. */
package org.octane.report;
