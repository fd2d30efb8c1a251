@NullMarked
package dev.mediajobs.worker;

import org.jspecify.annotations.NullMarked;
