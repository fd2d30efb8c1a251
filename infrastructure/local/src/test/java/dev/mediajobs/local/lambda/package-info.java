/** Tests of functions and their event source. */
@NullMarked
package dev.mediajobs.local.lambda;

import org.jspecify.annotations.NullMarked;
