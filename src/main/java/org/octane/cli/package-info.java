/** The command line: small commands over REST, nothing else; what a server does is never done here. */
package org.octane.cli;
