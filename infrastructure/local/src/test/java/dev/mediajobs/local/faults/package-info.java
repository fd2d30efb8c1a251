/**
 * One whole life of a job after the other, each with another fault at another call of AWS: a relay
 * between the functions and the embedded stack makes them. Processes that are killed or suspended
 * belong to the package beside this one.
 */
@NullMarked
package dev.mediajobs.local.faults;

import org.jspecify.annotations.NullMarked;
