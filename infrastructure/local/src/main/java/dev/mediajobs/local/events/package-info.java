/**
 * EventBridge: the default bus and those of the template, whose rules choose events by patterns and
 * send them to queues, and rules that send events by the clock. It does not know who publishes, or
 * what a target does.
 */
@NullMarked
package dev.mediajobs.local.events;

import org.jspecify.annotations.NullMarked;
