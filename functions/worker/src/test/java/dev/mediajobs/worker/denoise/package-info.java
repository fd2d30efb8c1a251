@NullMarked
package dev.mediajobs.worker.denoise;

import org.jspecify.annotations.NullMarked;
