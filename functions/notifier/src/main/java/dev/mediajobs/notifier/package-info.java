/**
 * The notifier function: consumes the stream of the jobs table and does what has to follow a change
 * of a row. Of jobs' rows it writes only that people were told; it deletes those of uploads that
 * have served their job.
 */
@NullMarked
package dev.mediajobs.notifier;

import org.jspecify.annotations.NullMarked;
