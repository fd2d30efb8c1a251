/**
 * Brings any job forward through its pipeline: claims it, runs steps, keeps checkpoints, and turns
 * each outcome into the one move of the row that it means. Nothing here knows what a step does.
 */
@NullMarked
package dev.mediajobs.worker.engine;

import org.jspecify.annotations.NullMarked;
