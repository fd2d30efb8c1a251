/** The sweeper against the embedded stack. */
@NullMarked
package dev.mediajobs.local.sweeper;

import org.jspecify.annotations.NullMarked;
