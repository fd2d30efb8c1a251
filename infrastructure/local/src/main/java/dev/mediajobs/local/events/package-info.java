/**
 * EventBridge's default bus: rules whose patterns choose events, and queues that they go to. It
 * does not know who publishes.
 */
@NullMarked
package dev.mediajobs.local.events;

import org.jspecify.annotations.NullMarked;
