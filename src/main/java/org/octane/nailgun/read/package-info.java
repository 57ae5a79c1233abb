/**
 * What is answered to those who only read: the JSON of Nailgun's REST API, and the cloud as the planner sees it.
 */
package org.octane.nailgun.read;
