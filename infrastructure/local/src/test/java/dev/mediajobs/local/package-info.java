/** Tests of the local stack as a whole. */
@NullMarked
package dev.mediajobs.local;

import org.jspecify.annotations.NullMarked;
