/**
 * What stands before everything that is served: {@link org.octane.api.login.Gate} asks who it is, the login page and Keystone's
 * own API say how to become somebody. Which operation needs which role says the contract; {@code org.octane.api} looks at that.
 */
package org.octane.api.login;
