/** What a job costs, in requests that AWS charges for. */
@NullMarked
package dev.mediajobs.local.cost;

import org.jspecify.annotations.NullMarked;
