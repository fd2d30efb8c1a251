/** The pipeline that takes the noise out of a recording. How that is done belongs to denoise. */
@NullMarked
package dev.mediajobs.worker.cleaning;

import org.jspecify.annotations.NullMarked;
