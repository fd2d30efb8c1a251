/** Tests of the event bus. */
@NullMarked
package dev.mediajobs.local.events;

import org.jspecify.annotations.NullMarked;
