/** The inbox of the media bucket, on the local stack. */
@NullMarked
package dev.mediajobs.local.ingest;

import org.jspecify.annotations.NullMarked;
