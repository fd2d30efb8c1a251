/**
 * What is told of a job: the events, how they follow from the changes of its row, and what a
 * channel has to be. How a channel tells them does not belong here.
 */
@NullMarked
package dev.mediajobs.notifier.events;

import org.jspecify.annotations.NullMarked;
