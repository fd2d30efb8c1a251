/** Tests of speaking, with engines that are small HTTP servers. */
@NullMarked
package dev.mediajobs.worker.speech;

import org.jspecify.annotations.NullMarked;
