/** Tells other systems of jobs, through a bus of EventBridge. */
@NullMarked
package dev.mediajobs.notifier.bus;

import org.jspecify.annotations.NullMarked;
