/**
 * A WebSocket API as API Gateway runs it: connections, routes to functions, limits, and the
 * management API by which functions reach connections. What the functions say is theirs.
 */
@NullMarked
package dev.mediajobs.local.sockets;

import org.jspecify.annotations.NullMarked;
