@NullMarked
package dev.mediajobs.jobs;

import org.jspecify.annotations.NullMarked;
