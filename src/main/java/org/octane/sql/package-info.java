/** What every package that works on a database shares: the database with its transactions, and SQL in files of its own. */
package org.octane.sql;
