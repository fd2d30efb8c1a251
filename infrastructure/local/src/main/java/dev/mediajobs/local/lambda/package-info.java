/**
 * Lambda: functions, the environments in this process that handlers loaded from the class path live
 * in, one invocation at a time in each, and the event source that feeds one from a queue. Nothing
 * here knows what a function does, nor how an environment of another kind is made.
 */
@NullMarked
package dev.mediajobs.local.lambda;

import org.jspecify.annotations.NullMarked;
