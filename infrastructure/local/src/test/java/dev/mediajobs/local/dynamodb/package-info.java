/** Tests of tables. */
@NullMarked
package dev.mediajobs.local.dynamodb;

import org.jspecify.annotations.NullMarked;
