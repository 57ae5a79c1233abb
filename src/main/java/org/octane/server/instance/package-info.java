/** The servers that work on one database: each has a row there, and all of them need one broker. */
package org.octane.server.instance;
