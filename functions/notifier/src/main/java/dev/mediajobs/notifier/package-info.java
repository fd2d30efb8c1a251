/**
 * The notifier function: consumes the stream of the jobs table and does what has to follow a change
 * of a row. It never writes to the table.
 */
@NullMarked
package dev.mediajobs.notifier;

import org.jspecify.annotations.NullMarked;
