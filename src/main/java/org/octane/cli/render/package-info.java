/** Answers as text: tables, trees, times and lists of nodes, or JSON and YAML for programs. Nothing here calls a server. */
package org.octane.cli.render;
