/** Tests of the object store. */
@NullMarked
package dev.mediajobs.local.s3;

import org.jspecify.annotations.NullMarked;
