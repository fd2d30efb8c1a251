/**
 * The job: what it is, which states it may take, and where its rows, messages and objects live. No
 * function's own work belongs here: no HTTP, no pipeline, no Lambda.
 */
@NullMarked
package dev.mediajobs.jobs;

import org.jspecify.annotations.NullMarked;
