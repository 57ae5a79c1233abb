/**
 * The Nailgun database, whose tables nobody else names. What others use are the interfaces here, one for each question:
 * {@link org.octane.nailgun.Seeds}, {@link org.octane.nailgun.NodeMoves}, {@link org.octane.nailgun.UpgradeChecks},
 * {@link org.octane.nailgun.VersionedSettings}, {@link org.octane.nailgun.CloudReader}, {@link org.octane.nailgun.ClusterFacts},
 * {@link org.octane.nailgun.NodeDirectory}, {@link org.octane.nailgun.Deployments},
 * {@link org.octane.nailgun.AttributeDocuments} and {@link org.octane.nailgun.Notifier}; and the beans that the routes of
 * Nailgun's REST API call. The packages below do the work, each using only those before it: {@code model}, {@code rows},
 * {@code disk}, {@code release}, {@code network}, then {@code assign}, {@code clone}, {@code version}, {@code admin}, {@code deployment},
 * {@code read} and {@code schema}.
 *
 * <p>Uses nothing newer than PostgreSQL 9.3, and looks at the columns that are there: databases of Fuel 7.0, 8.0 and 9.2
 * differ.
 */
package org.octane.nailgun;
