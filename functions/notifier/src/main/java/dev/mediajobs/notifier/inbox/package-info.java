/** Has the results of jobs brought to where those look for them who use the inbox. */
@NullMarked
package dev.mediajobs.notifier.inbox;

import org.jspecify.annotations.NullMarked;
