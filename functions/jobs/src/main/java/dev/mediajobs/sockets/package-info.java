/**
 * Who watches which jobs over a WebSocket: the rows by which the function that hears of
 * subscriptions and the one that tells of jobs find together. How a frame is sent is not known
 * here.
 */
@NullMarked
package dev.mediajobs.sockets;

import org.jspecify.annotations.NullMarked;
