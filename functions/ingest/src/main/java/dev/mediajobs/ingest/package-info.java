/**
 * The inbox: objects that somebody puts into the media bucket become jobs, and what the jobs make
 * of them is brought to where the objects' owners look for it. How a job is done does not belong
 * here.
 */
@NullMarked
package dev.mediajobs.ingest;

import org.jspecify.annotations.NullMarked;
