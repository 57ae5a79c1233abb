/**
 * What the board needs beside the operations of the contract: its page, and {@link org.octane.api.board.LiveEvents}, which go to
 * everybody who has a stream of events open.
 */
package org.octane.api.board;
