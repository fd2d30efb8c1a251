/** Looks into assets as soon as their files have arrived; no job is under way then. */
@NullMarked
package dev.mediajobs.worker.assets;

import org.jspecify.annotations.NullMarked;
