/**
 * The WebSocket connections of clients who watch jobs: what they ask for and what they are
 * answered. Whoever tells them of changes lives in the notifier.
 */
@NullMarked
package dev.mediajobs.api.sockets;

import org.jspecify.annotations.NullMarked;
