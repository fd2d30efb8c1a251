/**
 * How many jobs may be active at once, and what is told to those for whom there is no room. What a
 * job is made of, and who asks for it, is no business of this package.
 */
@NullMarked
package dev.mediajobs.api.limits;

import org.jspecify.annotations.NullMarked;
