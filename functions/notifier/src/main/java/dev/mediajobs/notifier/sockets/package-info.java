/** Tells clients that watch jobs over a WebSocket at this moment, and nobody else. */
@NullMarked
package dev.mediajobs.notifier.sockets;

import org.jspecify.annotations.NullMarked;
