/**
 * The function that looks, on a schedule, after whatever lease is over: its handler, its settings,
 * and what is done about each kind of lease. How a job is worked on does not belong here.
 */
@NullMarked
package dev.mediajobs.sweeper;

import org.jspecify.annotations.NullMarked;
