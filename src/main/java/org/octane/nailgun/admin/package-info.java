/**
 * What an administrator changes: releases, clusters and notifications.
 */
package org.octane.nailgun.admin;
