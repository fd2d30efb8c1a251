/** When something that a receiver outside did not take is tried again, whatever it is. */
@NullMarked
package dev.mediajobs.notifier.tries;

import org.jspecify.annotations.NullMarked;
