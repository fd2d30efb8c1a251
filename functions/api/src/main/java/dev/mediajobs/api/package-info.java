@NullMarked
package dev.mediajobs.api;

import org.jspecify.annotations.NullMarked;
