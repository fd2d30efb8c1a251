@NullMarked
package dev.mediajobs.worker.media;

import org.jspecify.annotations.NullMarked;
