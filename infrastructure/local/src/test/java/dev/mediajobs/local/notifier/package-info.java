/** Tests of the notifier on an embedded stack. */
@NullMarked
package dev.mediajobs.local.notifier;

import org.jspecify.annotations.NullMarked;
