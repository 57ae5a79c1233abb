/** What the routes of steps call besides scripts: facts of the cloud, and beans of the stages in a package each. */
package org.octane.step;
