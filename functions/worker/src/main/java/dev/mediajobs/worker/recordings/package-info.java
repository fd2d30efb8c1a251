/** What every pipeline that works on a recording begins with. */
@NullMarked
package dev.mediajobs.worker.recordings;

import org.jspecify.annotations.NullMarked;
