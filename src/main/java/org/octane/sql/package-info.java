/** SQL that stands in files of its own. */
package org.octane.sql;
