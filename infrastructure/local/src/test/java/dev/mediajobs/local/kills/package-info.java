/**
 * Workers in processes of their own that are killed, or suspended and continued, right after
 * something they did has taken effect. Faults of AWS belong to the package beside this one.
 */
@NullMarked
package dev.mediajobs.local.kills;

import org.jspecify.annotations.NullMarked;
