/** Tests of reading templates. */
@NullMarked
package dev.mediajobs.local.template;

import org.jspecify.annotations.NullMarked;
