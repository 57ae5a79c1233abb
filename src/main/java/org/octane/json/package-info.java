/** JSON as trees. */
package org.octane.json;
