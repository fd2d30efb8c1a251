/**
 * Measurements of what must be fast, each with a workload of a realistic size. Nothing of the
 * product may depend on anything here, and nothing here asserts: a figure is for people to compare.
 */
@NullMarked
package dev.mediajobs.benchmarks;

import org.jspecify.annotations.NullMarked;
