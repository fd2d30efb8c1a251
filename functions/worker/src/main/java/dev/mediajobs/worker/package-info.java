/**
 * The worker function: understands messages of the job queue and hands the job they name to the
 * engine. What is done to a job stands in the pipelines, not here.
 */
@NullMarked
package dev.mediajobs.worker;

import org.jspecify.annotations.NullMarked;
