/**
 * Lambda inside this process: handlers loaded from the class path, one invocation at a time in each
 * instance, and the event source that feeds one from a queue. Nothing here knows what a function
 * does.
 */
@NullMarked
package dev.mediajobs.local.lambda;

import org.jspecify.annotations.NullMarked;
